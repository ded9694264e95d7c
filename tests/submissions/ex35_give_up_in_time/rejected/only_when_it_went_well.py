# must fail: no_process_is_left
# kind: leaked_process
# why: cleans up after a good result, but not after a TimeoutError
import time
from multiprocessing import Pipe, Process
from multiprocessing.connection import wait


def answer(task, pipe):
    try:
        value = task()
    except Exception:
        return
    pipe.send(value)


def first_good(tasks, timeout):
    deadline = time.monotonic() + timeout
    children, pipes = [], []
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
                    value = pipe.recv()
                except EOFError:
                    pipes.remove(pipe)
                    continue
                for child in children:
                    child.kill()
                    child.join()
                return value
        raise RuntimeError
    finally:
        for pipe in pipes:
            pipe.close()
