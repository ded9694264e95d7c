# must fail: jobs_run_at_the_same_time
# kind: not_concurrent
# why: a pool has 32 workers at most if nobody says how many: the other jobs wait
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait


def run_with_progress(jobs, report):
    with ThreadPoolExecutor() as executor:
        left = {executor.submit(job) for job in jobs}
        while left:
            _done, left = wait(left, timeout=0.2, return_when=FIRST_COMPLETED)
            report(len(jobs) - len(left), len(jobs))
