# must fail: no_process_is_left
# kind: leaked_process
# why: kill() of a process that Ctrl-C kept from starting raises, and so nobody joins the others
import time
from multiprocessing import Pipe, Process
from multiprocessing.connection import wait


def child(pipe, task):
    pipe.send(task())


def first_good(tasks, timeout):
    limit = time.monotonic() + timeout
    processes, pipes = [], []
    try:
        for task in tasks:
            mine, theirs = Pipe(False)
            pipes.append(mine)
            p = Process(target=child, args=(theirs, task))
            processes.append(p)
            p.start()
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
