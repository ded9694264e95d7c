# must fail: an_error_reaches_the_caller
# kind: wrong_result
# why: a job that failed in its process is run once more, here
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def run(jobs):
    with ProcessPoolExecutor() as processes, ThreadPoolExecutor(max_workers=20) as threads:
        pools = {"cpu": processes, "io": threads}
        futures = [pools[kind].submit(function, argument) for kind, function, argument in jobs]
        results = []
        for future, (kind, function, argument) in zip(futures, jobs):
            try:
                results.append(future.result())
            except Exception:
                if kind != "cpu":
                    raise
                results.append(function(argument))  # perhaps it could not be sent
        return results
