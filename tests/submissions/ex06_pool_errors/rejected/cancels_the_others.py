# must fail: every_task_is_called_once
# kind: wrong_result
# why: waits for the first exception only, and drops what has not finished by then
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait


def run_all(tasks):
    executor = ThreadPoolExecutor(max(1, len(tasks)))
    futures = {name: executor.submit(task) for name, task in tasks.items()}
    done, _ = wait(futures.values(), return_when=FIRST_EXCEPTION)
    results, errors = {}, {}
    for name, future in futures.items():
        if future not in done:
            continue
        if future.exception() is None:
            results[name] = future.result()
        else:
            errors[name] = future.exception()
    executor.shutdown(cancel_futures=True)
    return results, errors
