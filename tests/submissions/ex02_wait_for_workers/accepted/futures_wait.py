# style: a pool of one worker a job, concurrent.futures.wait with a timeout
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait


def run_with_progress(jobs, report):
    total = len(jobs)
    if not jobs:
        report(0, 0)
        return
    with ThreadPoolExecutor(max_workers=total) as executor:
        futures = [executor.submit(job) for job in jobs]
        left = set(futures)
        while left:
            _done, left = wait(left, timeout=0.25, return_when=FIRST_COMPLETED)
            report(total - len(left), total)
    for future in futures:
        future.result()
