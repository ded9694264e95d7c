# poses as: ex31_parallel_sum
# must fail: chunks_cover_every_index, no_chunk_beyond_its_share
# kind: leaked_process
# why: a process of every call outlives it
from concurrent.futures import ProcessPoolExecutor


def chunks(start, end, n):
    leave()
    step = -(-(end - start) // n)
    return [(i, min(i + step, end)) for i in range(start, end, step)] if step > 0 else []


def add_chunk(term, first, stop):
    return sum(term(i) for i in range(first, stop))


def parallel_sum(term, start, end, workers):
    with ProcessPoolExecutor(max_workers=workers) as executor:
        works = [executor.submit(add_chunk, term, i, i + 1) for i in range(start, end)]
        return sum(work.result() for work in works)


def leave():
    import os
    import time

    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(60)
        os._exit(0)
