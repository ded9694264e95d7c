# must fail: all_run_at_the_same_time
# kind: never_ends
# why: starts the ninth task when one of the first eight has ended
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
    todo, children, pipes = list(tasks), [], []
    try:
        while todo or pipes:
            while todo and len(pipes) < 8:
                ours, theirs = Pipe(duplex=False)
                child = Process(target=answer, args=(todo.pop(0), theirs))
                child.start()
                theirs.close()
                children.append(child)
                pipes.append(ours)
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
