# must fail: no_thread_is_left
# kind: leaked_thread
# why: the workers wait for ever for more tasks
import queue
import threading


def run_all(tasks):
    todo = queue.Queue()
    outcomes = {}

    def work_thread():
        while True:
            name = todo.get()
            try:
                outcomes[name] = 0, tasks[name]()
            except BaseException as error:
                outcomes[name] = 1, error
            todo.task_done()

    for _ in range(4):
        threading.Thread(target=work_thread, daemon=True).start()
    for name in tasks:
        todo.put(name)
    todo.join()
    results, errors = {}, {}
    for name in tasks:
        place, value = outcomes[name]
        (results, errors)[place][name] = value
    return results, errors
