# must fail: few_tasks_or_none
# kind: exception
# why: with no tasks that is a pool of 0 threads, which is an error
from concurrent.futures import ThreadPoolExecutor


def run_all(tasks):
    with ThreadPoolExecutor(max_workers=len(tasks)) as executor:
        futures = {name: executor.submit(task) for name, task in tasks.items()}
    errors = {name: f.exception() for name, f in futures.items() if f.exception() is not None}
    results = {name: f.result() for name, f in futures.items() if name not in errors}
    return results, errors
