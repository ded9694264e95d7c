# must fail: a_job_may_raise
# kind: wrong_result
# why: result() raises the exception of a job in the middle of the loop, before the last report
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait


def run_with_progress(jobs, report):
    if not jobs:
        return
    with ThreadPoolExecutor(max_workers=len(jobs)) as executor:
        left = {executor.submit(job) for job in jobs}
        while left:
            done, left = wait(left, timeout=0.2, return_when=FIRST_COMPLETED)
            for future in done:
                future.result()
            report(len(jobs) - len(left), len(jobs))
