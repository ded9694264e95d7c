# must fail: cpu_bound_jobs_share_the_cpus
# kind: not_parallel
# why: map of a Pool hands out chunks: a job behind a long one waits while other processes are idle
import multiprocessing
from concurrent.futures import ThreadPoolExecutor


def call(job):
    function, argument = job
    return function(argument)


def run(jobs):
    computing = [(function, argument) for kind, function, argument in jobs if kind == "cpu"]
    waiting = [(function, argument) for kind, function, argument in jobs if kind == "io"]
    with multiprocessing.Pool() as pool, ThreadPoolExecutor(max_workers=20) as threads:
        waits = [threads.submit(call, job) for job in waiting]
        try:
            results = {"cpu": iter(pool.map(call, computing))}
        finally:
            pool.close()
            pool.join()
        results["io"] = (future.result() for future in waits)
        return [next(results[kind]) for kind, _function, _argument in jobs]
