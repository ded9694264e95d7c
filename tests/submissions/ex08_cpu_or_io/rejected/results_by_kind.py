# must fail: results_follow_the_jobs
# kind: wrong_result
# why: first the results of those that compute, then those of the others
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def run(jobs):
    with ProcessPoolExecutor() as processes, ThreadPoolExecutor(20) as threads:
        works = [processes.submit(f, x) for kind, f, x in jobs if kind == "cpu"]
        works += [threads.submit(f, x) for kind, f, x in jobs if kind == "io"]
        return [work.result() for work in works]
