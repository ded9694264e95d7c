# must fail: every_error_is_reported
# kind: wrong_result
# why: the dicts belong to the module, and a task that failed once has failed for ever
from concurrent.futures import ThreadPoolExecutor

results = {}
errors = {}


def run_all(tasks):
    with ThreadPoolExecutor(max_workers=max(1, len(tasks))) as executor:
        futures = {name: executor.submit(task) for name, task in tasks.items()}
    for name, future in futures.items():
        error = future.exception()
        if error is None:
            results[name] = future.result()
        else:
            errors[name] = error
    return results, errors
