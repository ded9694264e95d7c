# must fail: every_task_is_called_once
# kind: wrong_result
# why: after a minute a task counts as failed, although it goes on
import threading


def run_all(tasks):
    came = dict.fromkeys(tasks, (False, TimeoutError("takes too long")))

    def work(name, task):
        try:
            came[name] = True, task()
        except BaseException as error:
            came[name] = False, error

    threads = [threading.Thread(target=work, args=pair) for pair in tasks.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    results, errors = {}, {}
    for name in tasks:
        fine, value = came[name]
        (results if fine else errors)[name] = value
    return results, errors
