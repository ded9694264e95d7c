# must fail: no_process_is_left
# kind: leaked_process
# why: starts the processes before the try: Ctrl-C meanwhile leaves them
import time
from multiprocessing import Pipe, Process
from multiprocessing.connection import wait


def child(pipe, task):
    pipe.send(task())


def first_good(tasks, timeout):
    limit = time.monotonic() + timeout
    processes, pipes = [], []
    for task in tasks:
        mine, theirs = Pipe(False)
        pipes.append(mine)
        p = Process(target=child, args=(theirs, task))
        p.start()
        processes.append(p)
        theirs.close()
    try:
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
