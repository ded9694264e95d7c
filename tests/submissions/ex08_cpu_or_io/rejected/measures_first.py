# must fail: every_job_runs_once
# kind: wrong_result
# why: runs all jobs in threads first, and those that compute again in processes
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def run(jobs):
    with ProcessPoolExecutor() as processes, ThreadPoolExecutor(40) as threads:
        works = [threads.submit(function, argument) for _kind, function, argument in jobs]
        for place, (kind, function, argument) in enumerate(jobs):
            if kind == "cpu":
                works[place].result()
                works[place] = processes.submit(function, argument)
        return [work.result() for work in works]
