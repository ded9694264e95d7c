# must fail: anything_may_be_returned
# kind: wrong_result
# why: a result that counts as false is left out
from concurrent.futures import ThreadPoolExecutor


def run_all(tasks):
    results, errors = {}, {}
    with ThreadPoolExecutor() as executor:
        futures = {name: executor.submit(task) for name, task in tasks.items()}
    for name, future in futures.items():
        error = future.exception()
        if error:
            errors[name] = error
        elif future.result():
            results[name] = future.result()
    return results, errors
