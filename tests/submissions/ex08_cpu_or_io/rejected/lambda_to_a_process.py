# must fail: cpu_bound_jobs_go_to_processes
# kind: exception
# why: a lambda cannot be sent to a process, only what it would call can
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def run(jobs):
    with ProcessPoolExecutor() as processes, ThreadPoolExecutor(20) as threads:
        works = []
        for kind, function, argument in jobs:
            pool = processes if kind == "cpu" else threads
            works.append(pool.submit(lambda f=function, x=argument: f(x)))
        return [work.result() for work in works]
