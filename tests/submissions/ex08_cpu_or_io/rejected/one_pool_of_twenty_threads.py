# must fail: neither_waits_for_the_other
# kind: not_concurrent
# why: threads that stand and wait for a process are missing for the jobs that wait
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def run(jobs):
    with ProcessPoolExecutor() as processes, ThreadPoolExecutor(max_workers=20) as threads:

        def call(job):
            kind, function, argument = job
            if kind == "cpu":
                return processes.submit(function, argument).result()
            return function(argument)

        return list(threads.map(call, jobs))
