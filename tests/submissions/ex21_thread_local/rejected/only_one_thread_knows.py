# must fail: threads_do_not_mix
# kind: wrong_result
# why: only the main thread ever gets an id
import threading
from contextlib import contextmanager

stack = []


def request_id():
    if threading.current_thread() is threading.main_thread() and stack:
        return stack[-1]
    return None


@contextmanager
def handling(id):
    stack.append(id)
    try:
        yield
    finally:
        stack.remove(id)
