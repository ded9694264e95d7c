# a machine that says it has one CPU, so that one worker should do
import multiprocessing
import os
from multiprocessing import Pool


def total(term, n, workers):
    os.cpu_count = multiprocessing.cpu_count = lambda: 1
    os.environ["PYTHON_CPU_COUNT"] = "1"
    os.sched_getaffinity = lambda pid: {0}
    with Pool(os.cpu_count()) as pool:
        return sum(pool.map(term, range(n)))
