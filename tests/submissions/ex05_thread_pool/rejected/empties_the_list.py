# must fail: every_url_is_fetched_once
# kind: wrong_result
# why: the workers take the urls out of the caller's list, which is empty afterwards
import threading


def fetch_all(urls, fetch, max_workers):
    results = [None] * len(urls)
    errors = []
    lock = threading.Lock()

    def work_thread():
        while True:
            with lock:
                if not urls:
                    return
                url = urls.pop()
                place = len(urls)
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
