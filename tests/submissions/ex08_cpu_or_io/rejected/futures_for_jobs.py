# must fail: results_follow_the_jobs
# kind: wrong_result
# why: puts the futures into the caller's list, where the jobs are missing afterwards
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def run(jobs):
    with ProcessPoolExecutor() as processes, ThreadPoolExecutor(max_workers=20) as threads:
        for place, (kind, function, argument) in enumerate(jobs):
            pool = processes if kind == "cpu" else threads
            jobs[place] = pool.submit(function, argument)
        return [job.result() for job in jobs]
