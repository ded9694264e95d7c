# must fail: an_error_reaches_the_caller
# kind: wrong_result
# why: a fetch that fails is tried once more
from concurrent.futures import ThreadPoolExecutor


def fetch_all(urls, fetch, max_workers):
    def twice(url):
        try:
            return fetch(url)
        except Exception:
            return fetch(url)

    with ThreadPoolExecutor(max_workers=max_workers) as executor:
        return list(executor.map(twice, urls))
