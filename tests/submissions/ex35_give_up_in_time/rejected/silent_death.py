# must fail: a_dying_task_has_failed
# kind: never_ends
# why: every task is expected to say something, and one that dies says nothing
import queue
import time
from multiprocessing import Process, Queue


def run(task, results):
    try:
        results.put((True, task()))
    except Exception:
        results.put((False, None))


def first_good(tasks, timeout):
    deadline = time.monotonic() + timeout
    results = Queue()
    children = [Process(target=run, args=(task, results)) for task in tasks]
    try:
        for child in children:
            child.start()
        for _ in tasks:
            try:
                good, value = results.get(timeout=max(0, deadline - time.monotonic()))
            except queue.Empty:
                raise TimeoutError from None
            if good:
                return value
        raise RuntimeError
    finally:
        for child in children:
            child.kill()
            child.join()
