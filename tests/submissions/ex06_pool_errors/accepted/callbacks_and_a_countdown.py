# style: done callbacks under a lock and a countdown on an Event, then popped from reserved places
import threading
from concurrent.futures import ThreadPoolExecutor

MISSING = object()


def run_all(tasks):
    results = dict.fromkeys(tasks, MISSING)
    errors = dict.fromkeys(tasks, MISSING)
    lock = threading.Lock()
    finished = threading.Event()
    left = len(tasks)

    def note(name, future):
        nonlocal left
        with lock:
            if future.exception() is not None:
                errors[name] = future.exception()
                del results[name]
            else:
                results[name] = future.result()
                del errors[name]
            left -= 1
            if left == 0:
                finished.set()

    with ThreadPoolExecutor(max_workers=16) as executor:
        for name, task in tasks.items():
            executor.submit(task).add_done_callback(lambda future, name=name: note(name, future))
        if tasks:
            finished.wait()
    return results, errors
