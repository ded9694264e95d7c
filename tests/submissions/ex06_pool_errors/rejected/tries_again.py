# must fail: every_task_is_called_once
# kind: wrong_result
# why: a task that failed is called a second time
from concurrent.futures import ThreadPoolExecutor


def twice(task):
    try:
        return task()
    except Exception:
        return task()


def run_all(tasks):
    with ThreadPoolExecutor() as executor:
        futures = {name: executor.submit(twice, task) for name, task in tasks.items()}
    results, errors = {}, {}
    for name, future in futures.items():
        error = future.exception()
        if error is None:
            results[name] = future.result()
        else:
            errors[name] = error
    return results, errors
