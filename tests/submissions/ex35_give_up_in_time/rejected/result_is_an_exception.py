# must fail: the_good_result_is_returned
# kind: wrong_result
# why: tells a failure by the type of what came back: a task may return an exception
import time
from multiprocessing import Pipe, Process
from multiprocessing.connection import wait


def child(pipe, task):
    try:
        value = task()
    except Exception as error:
        pipe.send(error)
    else:
        pipe.send(value)


def first_good(tasks, timeout):
    end = time.monotonic() + timeout
    processes, pipes = [], []
    try:
        for task in tasks:
            mine, theirs = Pipe(False)
            pipes.append(mine)
            p = Process(target=child, args=(theirs, task), daemon=True)
            processes.append(p)
            p.start()
            theirs.close()
        open_ = list(pipes)
        while open_:
            ready = wait(open_, timeout=max(0.0, end - time.monotonic()))
            if not ready:
                raise TimeoutError
            for pipe in ready:
                try:
                    value = pipe.recv()
                except (EOFError, OSError):
                    value = RuntimeError("died")
                if not isinstance(value, Exception):
                    return value
                open_.remove(pipe)
        raise RuntimeError("none")
    finally:
        for p in processes:
            if p.pid is not None:
                p.kill()
        for p in processes:
            if p.pid is not None:
                p.join()
