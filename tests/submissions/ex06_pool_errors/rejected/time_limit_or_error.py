# must fail: every_error_is_reported
# kind: never_ends
# why: a TimeoutError that the task itself raised is taken for the time limit of result()
from concurrent.futures import ThreadPoolExecutor, TimeoutError


def run_all(tasks):
    results, errors = {}, {}
    with ThreadPoolExecutor(max_workers=max(1, len(tasks))) as pool:
        futures = {name: pool.submit(task) for name, task in tasks.items()}
        for name, future in futures.items():
            while True:
                try:
                    results[name] = future.result(timeout=0.5)
                except TimeoutError:
                    continue
                except BaseException as error:
                    errors[name] = error
                break
    return results, errors
