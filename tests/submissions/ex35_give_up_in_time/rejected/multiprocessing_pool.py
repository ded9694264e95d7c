# must fail: the_time_limit_is_kept
# kind: exception
# why: the TimeoutError of multiprocessing is not the built-in one
from multiprocessing import Pool


def call(task):
    return task()


def first_good(tasks, timeout):
    if not tasks:
        raise RuntimeError
    with Pool(len(tasks)) as pool:
        results = pool.imap_unordered(call, tasks)
        for _ in tasks:
            try:
                return results.next(timeout)
            except ZeroDivisionError:
                continue
        raise RuntimeError
