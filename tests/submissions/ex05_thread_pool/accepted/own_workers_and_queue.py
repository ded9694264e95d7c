# style: a hand-written pool: worker threads that empty a queue of places
import queue
import threading


def fetch_all(urls, fetch, max_workers):
    places = queue.SimpleQueue()
    for place in range(len(urls)):
        places.put(place)
    results = [None] * len(urls)
    errors = []

    def work_thread():
        while not errors:
            try:
                place = places.get_nowait()
            except queue.Empty:
                return
            try:
                results[place] = fetch(urls[place])
            except Exception as error:
                errors.append(error)

    works = [threading.Thread(target=work_thread) for _ in range(min(max_workers, len(urls)))]
    for work in works:
        work.start()
    for work in works:
        work.join()
    if errors:
        raise errors[0]
    return results
