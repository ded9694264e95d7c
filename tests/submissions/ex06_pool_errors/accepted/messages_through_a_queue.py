# style: four workers that take tasks from one queue and send what came of them through another
import queue
import threading


def run_all(tasks):
    todo = queue.Queue()
    done = queue.Queue()

    def work_thread():
        while (name := todo.get()) is not None:
            try:
                message = name, tasks[name](), None
            except BaseException as error:
                message = name, None, error
            done.put(message)

    workers = [threading.Thread(target=work_thread, daemon=True) for _ in range(4)]
    for worker in workers:
        worker.start()
    for name in tasks:
        todo.put(name)
    for _ in workers:
        todo.put(None)

    messages = {name: (value, error) for name, value, error in (done.get() for _ in tasks)}
    for worker in workers:
        worker.join()

    results, errors = {}, {}
    for name in tasks:
        value, error = messages[name]
        if error is None:
            results[name] = value
        else:
            errors[name] = error
    return results, errors
