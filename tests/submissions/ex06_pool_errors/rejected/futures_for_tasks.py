# must fail: every_error_is_reported
# kind: wrong_result
# why: puts the futures into the caller's dict, where the tasks are missing the next night
from concurrent.futures import ThreadPoolExecutor


def run_all(tasks):
    with ThreadPoolExecutor(max_workers=max(1, len(tasks))) as executor:
        for name in tasks:
            tasks[name] = executor.submit(tasks[name])
    results = {}
    errors = {}
    for name, future in tasks.items():
        error = future.exception()
        if error is None:
            results[name] = future.result()
        else:
            errors[name] = error
    return results, errors
