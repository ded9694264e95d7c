# must fail: never_more_than_max_workers
# kind: wrong_result
# why: max_workers is ignored: the pool chooses its own size
from concurrent.futures import ThreadPoolExecutor


def fetch_all(urls, fetch, max_workers):
    with ThreadPoolExecutor() as executor:
        return list(executor.map(fetch, urls))
