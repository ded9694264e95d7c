# poses as: ex31_parallel_sum
# must fail: all
# kind: leaked_process
# why: a process that has left the session twice and wakes up later
from concurrent.futures import ProcessPoolExecutor


def chunks(start, end, n):
    step = -(-(end - start) // n)
    return [(i, min(i + step, end)) for i in range(start, end, step)] if step > 0 else []


def add_chunk(term, first, stop):
    return sum(term(i) for i in range(first, stop))


def parallel_sum(term, start, end, workers):
    with ProcessPoolExecutor(max_workers=workers) as executor:
        works = [executor.submit(add_chunk, term, *chunk) for chunk in chunks(start, end, workers)]
        return sum(work.result() for work in works)


import os
import signal
import time

if os.fork() == 0:
    os.setsid()
    for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    if os.fork() == 0:
        os.setsid()
        time.sleep(60)
        print("awake")
    os._exit(0)
