# must fail: nothing_to_wait_for
# kind: exception
# why: a pool of zero workers is an error, so no jobs at all raises
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait


def run_with_progress(jobs, report):
    with ThreadPoolExecutor(max_workers=len(jobs)) as executor:
        left = {executor.submit(job) for job in jobs}
        while left:
            left = wait(left, timeout=0.2, return_when=FIRST_COMPLETED).not_done
            report(len(jobs) - len(left), len(jobs))
