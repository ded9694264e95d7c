# must fail: a_dying_task_has_failed
# kind: wrong_result
# why: kills the workers of its pool, but a pool breaks as a whole when one worker dies
from concurrent.futures import ProcessPoolExecutor, as_completed


def first_good(tasks, timeout):
    if not tasks:
        raise RuntimeError("no task was good")
    executor = ProcessPoolExecutor(len(tasks))
    try:
        futures = [executor.submit(task) for task in tasks]
        for future in as_completed(futures, timeout=timeout):
            if future.exception() is None:
                return future.result()
        raise RuntimeError("no task was good")
    finally:
        for process in list((executor._processes or {}).values()):
            process.kill()
        executor.shutdown()
