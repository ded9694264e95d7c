# must fail: four_tasks_at_the_same_time
# kind: not_concurrent
# why: a pool of two threads runs two tasks at a time
from concurrent.futures import ThreadPoolExecutor


def run_all(tasks):
    with ThreadPoolExecutor(max_workers=2) as executor:
        futures = {name: executor.submit(task) for name, task in tasks.items()}
    errors = {name: f.exception() for name, f in futures.items() if f.exception() is not None}
    results = {name: f.result() for name, f in futures.items() if name not in errors}
    return results, errors
