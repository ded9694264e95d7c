# must fail: a_dying_task_has_failed
# kind: wrong_result
# why: takes the TimeoutError of a task for its own
import time
from multiprocessing import Pipe, Process
from multiprocessing.connection import wait


def child(pipe, task):
    try:
        value = task()
    except Exception as error:
        pipe.send(("failed", error))
    else:
        pipe.send(("good", value))


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
                    how, value = pipe.recv()
                except (EOFError, OSError):
                    how, value = "failed", None
                if how == "good":
                    return value
                if isinstance(value, TimeoutError):
                    raise value
                open_.remove(pipe)
        raise RuntimeError("none")
    finally:
        for p in processes:
            if p.pid is not None:
                p.kill()
        for p in processes:
            if p.pid is not None:
                p.join()
