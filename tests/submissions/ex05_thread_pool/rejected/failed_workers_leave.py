# must fail: an_error_reaches_the_caller
# kind: deadlock
# why: a fetch that fails ends its worker, and when all have gone the queue is never emptied
import queue
import threading


def fetch_all(urls, fetch, max_workers):
    tasks = queue.Queue()
    for place, url in enumerate(urls):
        tasks.put((place, url))
    results = [None] * len(urls)
    errors = []

    def work_thread():
        while True:
            try:
                place, url = tasks.get_nowait()
            except queue.Empty:
                return
            try:
                results[place] = fetch(url)
            except Exception as error:
                errors.append(error)
                return
            finally:
                tasks.task_done()

    works = [threading.Thread(target=work_thread) for _ in range(max_workers)]
    for work in works:
        work.start()
    tasks.join()
    for work in works:
        work.join()
    if errors:
        raise errors[0]
    return results
