# must fail: in_the_order_of_the_tasks
# kind: wrong_result
# why: as_completed gives the futures in the order of finishing
from concurrent.futures import ThreadPoolExecutor, as_completed


def run_all(tasks):
    results, errors = {}, {}
    with ThreadPoolExecutor() as executor:
        names = {executor.submit(task): name for name, task in tasks.items()}
        for future in as_completed(names):
            if future.exception() is None:
                results[names[future]] = future.result()
            else:
                errors[names[future]] = future.exception()
    return results, errors
