# must fail: every_url_is_fetched_once
# kind: wrong_result
# why: a dict keyed by url gives both entries of a repeated url the same result
from concurrent.futures import ThreadPoolExecutor


def fetch_all(urls, fetch, max_workers):
    with ThreadPoolExecutor(max_workers=max_workers) as executor:
        works = {url: executor.submit(fetch, url) for url in urls}
    return [works[url].result() for url in urls]
