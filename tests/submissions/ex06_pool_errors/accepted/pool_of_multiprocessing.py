# style: multiprocessing.pool.ThreadPool, with a wrapper because its workers catch Exception only
from multiprocessing.pool import ThreadPool


def outcome(task):
    try:
        return True, task()
    except BaseException as error:
        return False, error


def run_all(tasks):
    if not tasks:
        return {}, {}
    with ThreadPool(len(tasks)) as pool:
        outcomes = pool.map(outcome, tasks.values(), chunksize=1)
        pool.close()
        pool.join()
    results, errors = {}, {}
    for name, (well, value) in zip(tasks, outcomes):
        (results if well else errors)[name] = value
    return results, errors
