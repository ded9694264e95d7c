# must fail: the_good_result_is_returned
# kind: never_ends
# why: a child with a large result cannot end before somebody reads it
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
            for child in children:
                child.join(max(0, deadline - time.monotonic()) / len(children))
            ready = [pipe for pipe in pipes if pipe.poll()]
            if not ready:
                raise TimeoutError
            for pipe in ready:
                try:
                    return pipe.recv()
                except (EOFError, OSError):
                    pipes.remove(pipe)
        raise RuntimeError
    finally:
        for child in children:
            child.kill()
        for child in children:
            child.join()
