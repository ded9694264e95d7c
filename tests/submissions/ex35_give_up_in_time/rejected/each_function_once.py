# must fail: all_run_at_the_same_time
# kind: wrong_result
# why: a set of tasks: the same function twice is one task
import time
from multiprocessing import Pipe, Process
from multiprocessing.connection import wait


def child(pipe, task):
    pipe.send(task())


def first_good(tasks, timeout):
    limit = time.monotonic() + timeout
    processes, pipes = [], []
    try:
        for task in set(tasks):
            mine, theirs = Pipe(False)
            pipes.append(mine)
            p = Process(target=child, args=(theirs, task))
            p.start()
            processes.append(p)
            theirs.close()
        while pipes:
            ready = wait(pipes, max(0.0, limit - time.monotonic()))
            if not ready:
                raise TimeoutError
            for pipe in ready:
                try:
                    return pipe.recv()
                except EOFError:
                    pipes.remove(pipe)
        raise RuntimeError("none")
    finally:
        for p in processes:
            p.kill()
        for p in processes:
            p.join()
