# must fail: every_task_is_called_once
# kind: wrong_result
# why: the lambda looks up `name` and `task` when it runs, and the loop may have gone on by then
from concurrent.futures import ThreadPoolExecutor


def run_all(tasks):
    results, errors = {}, {}

    def work(name, task):
        try:
            results[name] = task()
        except BaseException as error:
            errors[name] = error

    with ThreadPoolExecutor() as executor:
        for name, task in tasks.items():
            executor.submit(lambda: work(name, task))
    return (
        {name: results[name] for name in tasks if name in results},
        {name: errors[name] for name in tasks if name in errors},
    )
