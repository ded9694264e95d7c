# must fail: sys_exit_is_reported
# kind: exception
# why: names two of the exceptions that are no Exception, but there are more
from concurrent.futures import ThreadPoolExecutor


def run_all(tasks):
    results = {}
    errors = {}
    with ThreadPoolExecutor(max_workers=max(1, len(tasks))) as executor:
        futures = {name: executor.submit(task) for name, task in tasks.items()}
        for name, future in futures.items():
            try:
                results[name] = future.result()
            except (Exception, SystemExit, KeyboardInterrupt) as error:
                errors[name] = error
    return results, errors
