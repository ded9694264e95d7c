# must fail: all_tasks_have_failed
# kind: never_ends
# why: does not notice that all have failed, and waits for the time to be over
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
                    return pipe.recv()
                except EOFError:
                    pipes.remove(pipe)
        time.sleep(max(0, deadline - time.monotonic()))
        raise RuntimeError
    finally:
        for child in children:
            child.kill()
        for child in children:
            child.join()
