# style: executor.map, which keeps the order by itself
from concurrent.futures import ThreadPoolExecutor


def fetch_all(urls, fetch, max_workers):
    with ThreadPoolExecutor(max_workers) as pool:
        return list(pool.map(fetch, urls))
