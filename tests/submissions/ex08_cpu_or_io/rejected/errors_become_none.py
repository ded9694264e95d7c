# must fail: an_error_reaches_the_caller
# kind: wrong_result
# why: an exception is swallowed and None stands in its place
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def run(jobs):
    with ProcessPoolExecutor() as processes, ThreadPoolExecutor(20) as threads:
        pools = {"cpu": processes, "io": threads}
        works = [pools[kind].submit(function, argument) for kind, function, argument in jobs]
    return [None if work.exception() else work.result() for work in works]
