# must fail: four_tasks_at_the_same_time
# kind: not_concurrent
# why: a plain loop: the report is right, but every task waits for the one before
def run_all(tasks):
    results, errors = {}, {}
    for name, task in tasks.items():
        try:
            results[name] = task()
        except BaseException as error:
            errors[name] = error
    return results, errors
