# must fail: no_thread_is_left
# kind: leaked_thread
# why: the workers wait for ever for more work
import queue
import threading


def fetch_all(urls, fetch, max_workers):
    tasks = queue.Queue()
    results = [None] * len(urls)
    errors = []

    def work_thread():
        while True:
            place = tasks.get()
            try:
                results[place] = fetch(urls[place])
            except Exception as error:
                errors.append(error)
            tasks.task_done()

    for _ in range(max_workers):
        threading.Thread(target=work_thread, daemon=True).start()
    for place in range(len(urls)):
        tasks.put(place)
    tasks.join()
    if errors:
        raise errors[0]
    return results
