# must fail: results_follow_the_jobs
# kind: wrong_result
# why: a dict from job to future has one entry for a job that comes twice
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def run(jobs):
    with ProcessPoolExecutor() as processes, ThreadPoolExecutor(20) as threads:
        pools = {"cpu": processes, "io": threads}
        works = {job: pools[job[0]].submit(*job[1:]) for job in jobs}
        return [work.result() for work in works.values()]
