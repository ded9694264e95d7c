# must fail: every_error_is_reported
# kind: wrong_result
# why: another exception with the same arguments: its traceback and its attributes are gone
import threading


def run_all(tasks):
    came = {}

    def work(name, task):
        try:
            came[name] = True, task()
        except BaseException as error:
            came[name] = False, type(error)(*error.args)

    threads = [threading.Thread(target=work, args=pair) for pair in tasks.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    results, errors = {}, {}
    for name in tasks:
        fine, value = came[name]
        (results if fine else errors)[name] = value
    return results, errors
