# must fail: sys_exit_is_reported
# kind: exception
# why: SystemExit is not the only exception that is no Exception
import threading


def run_all(tasks):
    came = {}

    def work(name, task):
        try:
            came[name] = True, task()
        except (Exception, SystemExit) as error:
            came[name] = False, error

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
