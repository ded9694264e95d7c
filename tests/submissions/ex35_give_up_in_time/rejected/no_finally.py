# must fail: no_process_is_left
# kind: leaked_process
# why: cleans up on every way out but that of Ctrl-C
import time
from multiprocessing import Pipe, Process
from multiprocessing.connection import wait


def child(pipe, task):
    try:
        value = task()
    except BaseException:
        pipe.send(("failed", None))
    else:
        pipe.send(("good", value))


def end(processes):
    for p in processes:
        p.kill()
    for p in processes:
        p.join()


def first_good(tasks, timeout):
    limit = time.monotonic() + timeout
    processes, pipes = [], []
    for task in tasks:
        mine, theirs = Pipe(False)
        pipes.append(mine)
        p = Process(target=child, args=(theirs, task), daemon=True)
        p.start()
        processes.append(p)
        theirs.close()
    while pipes:
        ready = wait(pipes, timeout=max(0.0, limit - time.monotonic()))
        if not ready:
            end(processes)
            raise TimeoutError
        for pipe in ready:
            try:
                how, value = pipe.recv()
            except (EOFError, OSError):
                how = "failed"
            if how == "good":
                end(processes)
                return value
            pipes.remove(pipe)
    end(processes)
    raise RuntimeError("none")
