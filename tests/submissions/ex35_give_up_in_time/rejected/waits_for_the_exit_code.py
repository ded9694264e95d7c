# must fail: a_stuck_task_holds_nobody_up
# kind: never_ends
# why: the result counts only when the process has ended well, which a thread of the task keeps it from
import time
from multiprocessing import Pipe, Process
from multiprocessing.connection import wait


def child(pipe, task):
    pipe.send(task())


def first_good(tasks, timeout):
    limit = time.monotonic() + timeout
    processes, pipes, owners = [], [], {}
    try:
        for task in tasks:
            mine, theirs = Pipe(False)
            pipes.append(mine)
            p = Process(target=child, args=(theirs, task))
            p.start()
            processes.append(p)
            theirs.close()
            owners[mine] = p
        while pipes:
            ready = wait(pipes, max(0.0, limit - time.monotonic()))
            if not ready:
                raise TimeoutError
            for pipe in ready:
                pipes.remove(pipe)
                try:
                    value = pipe.recv()
                except EOFError:
                    continue
                owners[pipe].join()
                if owners[pipe].exitcode == 0:
                    return value
        raise RuntimeError("none")
    finally:
        for p in processes:
            p.kill()
        for p in processes:
            p.join()
