# must fail: cpu_bound_jobs_go_to_processes
# kind: exception
# why: the children look the jobs up in a global variable, which only a forked child inherits
import os
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import Pool

todo = []


def do(place):
    _kind, function, argument = todo[place]
    return function(argument)


def run(jobs):
    todo[:] = jobs
    with ThreadPoolExecutor(20) as threads, Pool(os.cpu_count()) as processes:
        works = {p: threads.submit(do, p) for p, job in enumerate(jobs) if job[0] == "io"}
        computed = [p for p, job in enumerate(jobs) if job[0] == "cpu"]
        values = dict(zip(computed, processes.map(do, computed, chunksize=1)))
        processes.close()
        processes.join()
        values.update((place, work.result()) for place, work in works.items())
    return [values[place] for place in range(len(jobs))]
