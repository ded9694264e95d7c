# must fail: a_dying_task_has_failed
# kind: killed
# why: threads can be left alone, but not ended; os._exit in one of them ends everything
import queue
import threading
import time


def run(task, results):
    try:
        results.put((True, task()))
    except Exception:
        results.put((False, None))


def first_good(tasks, timeout):
    deadline = time.monotonic() + timeout
    results = queue.Queue()
    for task in tasks:
        threading.Thread(target=run, args=(task, results), daemon=True).start()
    for _ in tasks:
        try:
            good, value = results.get(timeout=max(0, deadline - time.monotonic()))
        except queue.Empty:
            raise TimeoutError from None
        if good:
            return value
    raise RuntimeError
