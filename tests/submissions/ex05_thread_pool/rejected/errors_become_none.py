# must fail: an_error_reaches_the_caller
# kind: wrong_result
# why: the exception is swallowed and None stands in its place
from concurrent.futures import ThreadPoolExecutor


def fetch_all(urls, fetch, max_workers):
    def careful(url):
        try:
            return fetch(url)
        except Exception:
            return None

    with ThreadPoolExecutor(max_workers=max_workers) as executor:
        return list(executor.map(careful, urls))
