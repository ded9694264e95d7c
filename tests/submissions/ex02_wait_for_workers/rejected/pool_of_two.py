# must fail: jobs_run_at_the_same_time
# kind: not_concurrent
# why: a pool that is smaller than the number of jobs lets some of them wait
from concurrent.futures import ThreadPoolExecutor, wait


def run_with_progress(jobs, report):
    with ThreadPoolExecutor(max_workers=2) as executor:
        left = {executor.submit(job) for job in jobs}
        while left:
            left = wait(left, timeout=0.2).not_done
            report(len(jobs) - len(left), len(jobs))
