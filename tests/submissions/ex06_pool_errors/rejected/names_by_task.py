# must fail: every_task_is_called_once
# kind: wrong_result
# why: a dict from the task to its name has one place for a function with two names
from concurrent.futures import ThreadPoolExecutor, wait


def run_all(tasks):
    names = {task: name for name, task in tasks.items()}
    with ThreadPoolExecutor(max_workers=8) as pool:
        futures = {names[task]: pool.submit(task) for task in tasks.values()}
        wait(futures.values())
    results, errors = {}, {}
    for name, future in futures.items():
        if future.exception() is None:
            results[name] = future.result()
        else:
            errors[name] = future.exception()
    return results, errors
