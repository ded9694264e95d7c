# must fail: one_kind_or_none
# kind: exception
# why: as many threads as jobs that wait, and without any that is a pool of 0 threads
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def run(jobs):
    waits = sum(kind == "io" for kind, _function, _argument in jobs)
    with ProcessPoolExecutor() as processes, ThreadPoolExecutor(waits) as threads:
        pools = {"cpu": processes, "io": threads}
        works = [pools[kind].submit(function, argument) for kind, function, argument in jobs]
        return [work.result() for work in works]
