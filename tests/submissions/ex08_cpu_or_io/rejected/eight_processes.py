# must fail: cpu_bound_jobs_share_the_cpus
# kind: not_parallel
# why: always eight processes, also where there are more CPUs
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def run(jobs):
    with ProcessPoolExecutor(8) as processes, ThreadPoolExecutor(20) as threads:
        pools = {"cpu": processes, "io": threads}
        works = [pools[kind].submit(function, argument) for kind, function, argument in jobs]
        return [work.result() for work in works]
