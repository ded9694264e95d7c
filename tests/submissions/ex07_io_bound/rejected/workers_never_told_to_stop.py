# must fail: no_thread_is_left
# kind: leaked_thread
# why: the workers wait for ever for more names
import queue
import threading


def download_all(names, download):
    todo = queue.Queue()
    contents = {}
    errors = []

    def work_thread():
        while True:
            name = todo.get()
            try:
                contents[name] = download(name)
            except Exception as error:
                errors.append(error)
            todo.task_done()

    for name in names:
        threading.Thread(target=work_thread, daemon=True).start()
        todo.put(name)
    todo.join()
    if errors:
        raise errors[0]
    return contents
