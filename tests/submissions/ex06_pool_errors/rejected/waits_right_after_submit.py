# must fail: four_tasks_at_the_same_time
# kind: not_concurrent
# why: exception() waits, so each task is over before the next is submitted
from concurrent.futures import ThreadPoolExecutor


def run_all(tasks):
    results, errors = {}, {}
    with ThreadPoolExecutor() as executor:
        for name, task in tasks.items():
            future = executor.submit(task)
            if future.exception():
                errors[name] = future.exception()
            else:
                results[name] = future.result()
    return results, errors
