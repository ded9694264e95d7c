# must fail: works_with_every_start_method
# kind: exception
# why: a function inside a function cannot be sent to a process that starts afresh
import time
from multiprocessing import Pipe, Process
from multiprocessing.connection import wait


def first_good(tasks, timeout):
    deadline = time.monotonic() + timeout
    children, pipes = [], []

    def answer(task, pipe):
        try:
            value = task()
        except Exception:
            return
        pipe.send(value)

    try:
        for task in tasks:
            ours, theirs = Pipe(duplex=False)
            child = Process(target=answer, args=(task, theirs))
            child.start()
            theirs.close()
            children.append(child)
            pipes.append(ours)
        while pipes:
            ready = wait(pipes, max(0, deadline - time.monotonic()))
            if not ready:
                raise TimeoutError
            for pipe in ready:
                try:
                    return pipe.recv()
                except EOFError:
                    pipes.remove(pipe)
        raise RuntimeError
    finally:
        for child in children:
            child.kill()
        for child in children:
            child.join()
