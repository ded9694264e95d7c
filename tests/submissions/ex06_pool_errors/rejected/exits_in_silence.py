# must fail: sys_exit_is_reported
# kind: wrong_result
# why: a plain thread ends without a word when SystemExit leaves it
import threading


def run_all(tasks):
    results, errors = {}, {}

    def work(name, task):
        try:
            results[name] = task()
        except Exception as error:
            errors[name] = error

    works = [threading.Thread(target=work, args=item) for item in tasks.items()]
    for thread in works:
        thread.start()
    for thread in works:
        thread.join()
    return (
        {name: results[name] for name in tasks if name in results},
        {name: errors[name] for name in tasks if name in errors},
    )
