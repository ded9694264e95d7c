# must fail: every_job_runs_once, io_bound_jobs_stay
# kind: exception
# why: all jobs are sent to processes, also functions that cannot be sent
from concurrent.futures import ProcessPoolExecutor


def run(jobs):
    with ProcessPoolExecutor(20) as processes:
        works = [processes.submit(function, argument) for _kind, function, argument in jobs]
        return [work.result() for work in works]
