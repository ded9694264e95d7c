# must fail: every_error_is_reported, every_task_is_called_once
# kind: wrong_result
# why: the loop over map ends with the first exception, and what comes after it is lost
from concurrent.futures import ThreadPoolExecutor


def run_all(tasks):
    results, errors = {}, {}
    names = iter(tasks)
    with ThreadPoolExecutor() as executor:
        values = executor.map(lambda task: task(), tasks.values())
        name = None
        try:
            for name in names:
                results[name] = next(values)
        except BaseException as error:
            errors[name] = error
    return results, errors
