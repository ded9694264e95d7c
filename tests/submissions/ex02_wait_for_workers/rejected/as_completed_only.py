# must fail: signs_of_life
# kind: wrong_result
# why: a report for every job that ends, but no sign of life while all of them go on
from concurrent.futures import ThreadPoolExecutor, as_completed


def run_with_progress(jobs, report):
    with ThreadPoolExecutor(max_workers=max(1, len(jobs))) as executor:
        futures = [executor.submit(job) for job in jobs]
        report(0, len(jobs))
        for ended, _future in enumerate(as_completed(futures), 1):
            report(ended, len(jobs))
