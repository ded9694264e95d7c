# style: a plain thread for each task, which fills a slot of its own
import threading


def run_all(tasks):
    slots = {name: [None, None] for name in tasks}

    def work(task, slot):
        try:
            slot[0] = task()
        except BaseException as error:
            slot[1] = error

    works = [
        threading.Thread(target=work, args=(task, slots[name]), name=name)
        for name, task in tasks.items()
    ]
    for work_thread in works:
        work_thread.start()
    for work_thread in works:
        work_thread.join()
    results = {name: value for name, (value, error) in slots.items() if error is None}
    errors = {name: error for name, (_, error) in slots.items() if error is not None}
    return results, errors
