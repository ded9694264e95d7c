# style: four workers that take the last task first from a copy of the dict
import threading


def run_all(tasks):
    todo = dict(tasks)
    lock = threading.Lock()
    came = {}

    def work_thread():
        while True:
            with lock:
                if not todo:
                    return
                name, task = todo.popitem()
            try:
                came[name] = (True, task())
            except BaseException as error:
                came[name] = (False, error)

    threads = [threading.Thread(target=work_thread) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    results = {name: came[name][1] for name in tasks if came[name][0]}
    errors = {name: came[name][1] for name in tasks if not came[name][0]}
    return results, errors
