# style: the workers take the last entry first, from a list of their own
import threading


def fetch_all(urls, fetch, max_workers):
    todo = list(enumerate(urls))
    results = [None] * len(urls)
    errors = []
    lock = threading.Lock()

    def work_thread():
        while True:
            with lock:
                if not todo:
                    return
                place, url = todo.pop()
            try:
                results[place] = fetch(url)
            except Exception as error:
                errors.append(error)

    works = [threading.Thread(target=work_thread) for _ in range(max_workers)]
    for work in works:
        work.start()
    for work in works:
        work.join()
    if errors:
        raise errors[0]
    return results
