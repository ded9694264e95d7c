# must fail: results_follow_the_jobs
# kind: wrong_result
# why: a job that gave None is taken for a place that is still free
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def run(jobs):
    with ProcessPoolExecutor() as processes, ThreadPoolExecutor(max_workers=20) as threads:
        computing = [processes.submit(f, argument) for kind, f, argument in jobs if kind == "cpu"]
        waiting = [threads.submit(f, argument) for kind, f, argument in jobs if kind == "io"]
        results = [None] * len(jobs)
        places = [place for place, (kind, _f, _argument) in enumerate(jobs) if kind == "cpu"]
        for place, future in zip(places, computing):
            results[place] = future.result()
        gaps = [place for place, result in enumerate(results) if result is None]
        for place, future in zip(gaps, waiting):
            results[place] = future.result()
    return results
