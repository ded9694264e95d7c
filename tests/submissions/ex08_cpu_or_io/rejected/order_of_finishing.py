# must fail: results_follow_the_jobs
# kind: wrong_result
# why: as_completed gives the futures in the order of finishing
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, as_completed


def run(jobs):
    with ProcessPoolExecutor() as processes, ThreadPoolExecutor(20) as threads:
        pools = {"cpu": processes, "io": threads}
        works = [pools[kind].submit(function, argument) for kind, function, argument in jobs]
        return [work.result() for work in as_completed(works)]
