# must fail: never_more_than_max_workers
# kind: wrong_result
# why: the caller waits for a free slot first, but still makes a thread for each url
import threading


def fetch_all(urls, fetch, max_workers):
    results = [None] * len(urls)
    errors = []
    slots = threading.Semaphore(max_workers)

    def work_thread(place, url):
        try:
            results[place] = fetch(url)
        except Exception as error:
            errors.append(error)
        finally:
            slots.release()

    works = []
    for place, url in enumerate(urls):
        slots.acquire()
        work = threading.Thread(target=work_thread, args=(place, url))
        work.start()
        works.append(work)
    for work in works:
        work.join()
    if errors:
        raise errors[0]
    return results
