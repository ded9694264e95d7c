# must fail: results_follow_the_urls
# kind: wrong_result
# why: a fetch that gives None is taken for one that gave nothing
from concurrent.futures import ThreadPoolExecutor


def fetch_all(urls, fetch, max_workers):
    with ThreadPoolExecutor(max_workers=max_workers) as executor:
        pages = list(executor.map(fetch, urls))
    return [page for page in pages if page is not None]
