# must fail: sys_exit_is_reported
# kind: deadlock
# why: multiprocessing's workers catch Exception only: SystemExit ends one, and its result never comes
from multiprocessing.pool import ThreadPool


def run_all(tasks):
    results, errors = {}, {}
    with ThreadPool(8) as pool:
        works = {name: pool.apply_async(task) for name, task in tasks.items()}
        for name, work in works.items():
            try:
                results[name] = work.get()
            except BaseException as error:
                errors[name] = error
        pool.close()
        pool.join()
    return results, errors
