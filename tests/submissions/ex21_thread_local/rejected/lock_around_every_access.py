# must fail: threads_do_not_mix
# kind: race
# why: each access is locked, but the value is still one for all threads
import threading
from contextlib import contextmanager

lock = threading.Lock()
stack = []


def request_id():
    with lock:
        return stack[-1] if stack else None


@contextmanager
def handling(id):
    with lock:
        stack.append(id)
    try:
        yield
    finally:
        with lock:
            stack.pop()
