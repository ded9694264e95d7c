# must fail: the_time_limit_is_kept
# kind: never_ends
# why: takes a timeout of 0 for no limit at all
import time
from multiprocessing import Pipe, Process
from multiprocessing.connection import wait


def child(pipe, task):
    pipe.send(task())


def first_good(tasks, timeout):
    limit = time.monotonic() + timeout if timeout else None
    processes, pipes = [], []
    try:
        for task in tasks:
            mine, theirs = Pipe(False)
            pipes.append(mine)
            p = Process(target=child, args=(theirs, task))
            p.start()
            processes.append(p)
            theirs.close()
        while pipes:
            ready = wait(pipes, max(0.0, limit - time.monotonic()) if limit else None)
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
