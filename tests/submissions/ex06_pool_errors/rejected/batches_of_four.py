# must fail: four_tasks_at_the_same_time
# kind: not_concurrent
# why: four at a time, but each batch waits for its slowest task
from concurrent.futures import ThreadPoolExecutor


def run_all(tasks):
    names = list(tasks)
    results = {}
    errors = {}
    for start in range(0, len(names), 4):
        with ThreadPoolExecutor(max_workers=4) as executor:
            futures = {name: executor.submit(tasks[name]) for name in names[start : start + 4]}
        for name, future in futures.items():
            error = future.exception()
            if error is None:
                results[name] = future.result()
            else:
                errors[name] = error
    return results, errors
