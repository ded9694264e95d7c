# must fail: few_tasks_or_none
# kind: wrong_result
# why: an empty name, too, is a name, but here it ends a worker
import queue
import threading


def run_all(tasks):
    todo = queue.SimpleQueue()
    came = {}

    def work():
        while name := todo.get():
            try:
                came[name] = True, tasks[name]()
            except BaseException as error:
                came[name] = False, error

    threads = [threading.Thread(target=work) for _ in range(4)]
    for name in [*tasks, *[""] * 4]:
        todo.put(name)
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    results, errors = {}, {}
    for name in filter(came.__contains__, tasks):
        fine, value = came[name]
        (results if fine else errors)[name] = value
    return results, errors
