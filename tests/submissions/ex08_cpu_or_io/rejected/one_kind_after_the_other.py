# must fail: neither_waits_for_the_other
# kind: not_concurrent
# why: the pool of processes is left, and so waited for, before the threads begin
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def run(jobs):
    works = [None] * len(jobs)
    for wanted, pool in (("cpu", ProcessPoolExecutor()), ("io", ThreadPoolExecutor(20))):
        with pool:
            for place, (kind, function, argument) in enumerate(jobs):
                if kind == wanted:
                    works[place] = pool.submit(function, argument)
    return [work.result() for work in works]
