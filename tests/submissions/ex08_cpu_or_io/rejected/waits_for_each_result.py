# must fail: cpu_bound_jobs_share_the_cpus
# kind: not_parallel
# why: asks for each result before the next job is submitted
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def run(jobs):
    with ProcessPoolExecutor() as processes, ThreadPoolExecutor(20) as threads:
        pools = {"cpu": processes, "io": threads}
        return [pools[kind].submit(function, argument).result() for kind, function, argument in jobs]
