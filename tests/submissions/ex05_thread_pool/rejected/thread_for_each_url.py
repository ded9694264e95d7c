# must fail: never_more_than_max_workers
# kind: wrong_result
# why: the order is right, but there are as many threads as urls
import threading


def fetch_all(urls, fetch, max_workers):
    results = [None] * len(urls)
    errors = []

    def work_thread(place, url):
        try:
            results[place] = fetch(url)
        except Exception as error:
            errors.append(error)

    works = [
        threading.Thread(target=work_thread, args=(place, url)) for place, url in enumerate(urls)
    ]
    for work in works:
        work.start()
    for work in works:
        work.join()
    if errors:
        raise errors[0]
    return results
