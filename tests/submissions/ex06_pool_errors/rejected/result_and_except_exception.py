# must fail: sys_exit_is_reported
# kind: exception
# why: result() raises SystemExit again, which is no Exception, and it leaves run_all
from concurrent.futures import ThreadPoolExecutor


def run_all(tasks):
    results, errors = {}, {}
    with ThreadPoolExecutor() as executor:
        futures = {name: executor.submit(task) for name, task in tasks.items()}
        for name, future in futures.items():
            try:
                results[name] = future.result()
            except Exception as error:
                errors[name] = error
    return results, errors
