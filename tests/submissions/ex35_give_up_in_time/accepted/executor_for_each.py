# style: an executor of one process for each task, and its process killed before the shutdown
import concurrent.futures
import time


def first_good(tasks, timeout):
    end = time.monotonic() + timeout
    executors, futures = [], []
    try:
        for task in tasks:
            executor = concurrent.futures.ProcessPoolExecutor(max_workers=1)
            executors.append(executor)
            futures.append(executor.submit(task))
        done = concurrent.futures.as_completed(futures, max(0, end - time.monotonic()))
        try:
            for future in done:
                if future.exception() is None:
                    return future.result()
        except concurrent.futures.TimeoutError:
            raise TimeoutError("too late") from None
        raise RuntimeError("no good task")
    finally:
        for executor in executors:
            for process in list((executor._processes or {}).values()):
                process.kill()
        for executor in executors:
            executor.shutdown(wait=True)
