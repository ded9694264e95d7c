# must fail: no_process_is_left, a_stuck_task_holds_nobody_up
# kind: leaked_process
# why: shutdown(wait=False) leaves, and cancel_futures cancels only what has not begun
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
        executor.shutdown(wait=False, cancel_futures=True)
