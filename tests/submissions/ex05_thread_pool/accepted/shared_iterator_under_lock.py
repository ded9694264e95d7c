# style: worker threads that take the next entry from one iterator under a lock
from threading import Lock, Thread


def fetch_all(urls, fetch, max_workers):
    entries = iter(enumerate(urls))
    lock = Lock()
    results = {}
    errors = []

    def take():
        with lock:
            return next(entries, None)

    def work():
        while (entry := take()) is not None:
            place, url = entry
            try:
                results[place] = fetch(url)
            except BaseException as error:
                errors.append(error)
                return

    threads = [Thread(target=work, name=f"fetcher-{i}") for i in range(max_workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for error in errors:
        raise error
    return [results[place] for place in range(len(urls))]
