# must fail: a_free_worker_takes_the_next_url
# kind: not_concurrent
# why: no more workers than CPUs, although who waits needs none
import os
from concurrent.futures import ThreadPoolExecutor


def fetch_all(urls, fetch, max_workers):
    workers = min(max_workers, os.cpu_count())
    with ThreadPoolExecutor(max_workers=workers) as executor:
        return list(executor.map(fetch, urls))
