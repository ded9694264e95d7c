# must fail: no_thread_is_left
# kind: leaked_thread
# why: the jobs are over, but the workers of the pool still wait for more
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait


def run_with_progress(jobs, report):
    executor = ThreadPoolExecutor(max_workers=max(1, len(jobs)))
    left = {executor.submit(job) for job in jobs}
    while left:
        left = wait(left, timeout=0.2, return_when=FIRST_COMPLETED).not_done
        report(len(jobs) - len(left), len(jobs))
    executor.shutdown(wait=False)
