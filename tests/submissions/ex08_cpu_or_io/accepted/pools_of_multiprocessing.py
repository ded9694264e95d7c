# style: multiprocessing.Pool and its ThreadPool, apply_async for every job
import multiprocessing
from multiprocessing.pool import ThreadPool


def run(jobs):
    with multiprocessing.Pool() as processes, ThreadPool(20) as threads:
        works = []
        for kind, function, argument in jobs:
            pool = processes if kind == "cpu" else threads
            works.append(pool.apply_async(function, (argument,)))
        try:
            return [work.get() for work in works]
        finally:
            for pool in (processes, threads):
                pool.close()
                pool.join()
