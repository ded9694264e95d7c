# must fail: every_error_is_reported
# kind: wrong_result
# why: a text that looks like the exception stands in its place
from concurrent.futures import ThreadPoolExecutor


def run_all(tasks):
    results, errors = {}, {}
    with ThreadPoolExecutor() as executor:
        futures = {name: executor.submit(task) for name, task in tasks.items()}
    for name, future in futures.items():
        error = future.exception()
        if error is None:
            results[name] = future.result()
        else:
            errors[name] = f"{type(error).__name__}: {error}"
    return results, errors
