# must fail: waits_overlap
# kind: not_concurrent
# why: the pool of threads takes its size from the number of CPUs
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def run(jobs):
    with ProcessPoolExecutor() as processes, ThreadPoolExecutor() as threads:
        pools = {"cpu": processes, "io": threads}
        works = [pools[kind].submit(function, argument) for kind, function, argument in jobs]
        return [work.result() for work in works]
