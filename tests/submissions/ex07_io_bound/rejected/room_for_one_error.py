# must fail: an_error_reaches_the_caller
# kind: deadlock
# why: the queue has room for one error, and whoever brings a second waits there for ever
import queue
import threading


def download_all(names, download):
    contents = {}
    errors = queue.Queue(maxsize=1)

    def work_thread(name):
        try:
            contents[name] = download(name)
        except Exception as error:
            errors.put(error)

    threads = [threading.Thread(target=work_thread, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if not errors.empty():
        raise errors.get()
    return contents
