# must fail: cpu_bound_jobs_share_the_cpus
# kind: not_parallel
# why: one process fewer than CPUs, "for the main process", which only waits
import os
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def run(jobs):
    with ProcessPoolExecutor(max(1, os.cpu_count() - 1)) as processes, ThreadPoolExecutor(20) as threads:
        pools = {"cpu": processes, "io": threads}
        works = [pools[kind].submit(function, argument) for kind, function, argument in jobs]
        return [work.result() for work in works]
