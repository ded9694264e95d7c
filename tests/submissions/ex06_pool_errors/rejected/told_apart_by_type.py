# must fail: anything_may_be_returned
# kind: wrong_result
# why: an exception that a task returns is taken for one that it raised
from concurrent.futures import ThreadPoolExecutor


def outcome(task):
    try:
        return task()
    except BaseException as error:
        return error


def run_all(tasks):
    with ThreadPoolExecutor() as executor:
        outcomes = dict(zip(tasks, executor.map(outcome, tasks.values())))
    results = {n: v for n, v in outcomes.items() if not isinstance(v, BaseException)}
    errors = {n: v for n, v in outcomes.items() if isinstance(v, BaseException)}
    return results, errors
