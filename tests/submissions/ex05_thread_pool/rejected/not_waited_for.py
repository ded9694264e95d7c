# must fail: results_follow_the_urls
# kind: wrong_result
# why: shutdown(wait=False) does not wait, so results are read before they are there
from concurrent.futures import ThreadPoolExecutor


def fetch_all(urls, fetch, max_workers):
    results = [None] * len(urls)

    def work(place, url):
        results[place] = fetch(url)

    executor = ThreadPoolExecutor(max_workers=max_workers)
    for place, url in enumerate(urls):
        executor.submit(work, place, url)
    executor.shutdown(wait=False)
    return results
