# must fail: four_tasks_at_the_same_time
# kind: not_concurrent
# why: as many threads as CPUs, and there may be fewer of those than four
import os
from concurrent.futures import ThreadPoolExecutor


def run_all(tasks):
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as executor:
        futures = {name: executor.submit(task) for name, task in tasks.items()}
    results = {}
    errors = {}
    for name, future in futures.items():
        if (error := future.exception()) is not None:
            errors[name] = error
        else:
            results[name] = future.result()
    return results, errors
