# style: processes that always start afresh, since a fork copies locks that other threads hold
import os
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context


def run(jobs):
    computing = sum(1 for kind, _, _ in jobs if kind == "cpu")
    size = max(1, min(computing, os.cpu_count() or 1))
    processes = ProcessPoolExecutor(size, mp_context=get_context("spawn"))
    threads = ThreadPoolExecutor(max(1, len(jobs) - computing))
    try:
        return [
            work.result()
            for work in [
                (processes if kind == "cpu" else threads).submit(function, argument)
                for kind, function, argument in jobs
            ]
        ]
    finally:
        threads.shutdown()
        processes.shutdown()
