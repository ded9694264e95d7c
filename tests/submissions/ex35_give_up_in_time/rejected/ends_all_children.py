# must fail: no_process_is_left
# kind: wrong_result
# why: ends every child process of the program, whoever has started it
import time
from multiprocessing import Pipe, Process, active_children
from multiprocessing.connection import wait


def child(pipe, task):
    pipe.send(task())


def first_good(tasks, timeout):
    limit = time.monotonic() + timeout
    pipes = []
    try:
        for task in tasks:
            mine, theirs = Pipe(False)
            pipes.append(mine)
            p = Process(target=child, args=(theirs, task))
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
        for p in active_children():
            p.kill()
            p.join()
