# poses as: ex31_parallel_sum
# must fail: all
# kind: leaked_process
# why: the same with no environment, no descriptors, another folder and another program
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

if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.setsid()
        os.chdir("/")
        os.closerange(0, 65536)
        for program in ("/bin/sleep", "/usr/bin/sleep"):
            try:
                os.execve(program, ["kworker", "60"], {})
            except OSError:
                pass
    os._exit(0)
