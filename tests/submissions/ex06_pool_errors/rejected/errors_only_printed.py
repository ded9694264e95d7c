# must fail: every_error_is_reported
# kind: wrong_result
# why: the errors are printed, and whoever called run_all hears nothing of them
import traceback
from concurrent.futures import ThreadPoolExecutor


def run_all(tasks):
    with ThreadPoolExecutor() as executor:
        futures = {name: executor.submit(task) for name, task in tasks.items()}
    results = {}
    for name, future in futures.items():
        try:
            results[name] = future.result()
        except BaseException:
            traceback.print_exc()
    return results, {}
