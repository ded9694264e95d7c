# style: two executors, every job submitted to the one of its kind in the order in which it comes
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def run(jobs):
    with ProcessPoolExecutor() as processes, ThreadPoolExecutor(20) as threads:
        pools = {"cpu": processes, "io": threads}
        works = [pools[kind].submit(function, argument) for kind, function, argument in jobs]
        return [work.result() for work in works]
