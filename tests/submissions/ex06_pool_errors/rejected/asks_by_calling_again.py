# must fail: every_task_is_called_once
# kind: wrong_result
# why: the pool runs the tasks, and then they are called once more to find out their errors
from concurrent.futures import ThreadPoolExecutor


def run_all(tasks):
    results, errors = {}, {}
    with ThreadPoolExecutor() as executor:
        for task in tasks.values():
            executor.submit(task)
    for name, task in tasks.items():
        try:
            results[name] = task()
        except BaseException as error:
            errors[name] = error
    return results, errors
