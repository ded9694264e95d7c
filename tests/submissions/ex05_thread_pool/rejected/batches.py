# must fail: a_free_worker_takes_the_next_url
# kind: not_concurrent
# why: every batch waits for its slowest fetch while other workers are idle
from concurrent.futures import ThreadPoolExecutor


def fetch_all(urls, fetch, max_workers):
    results = []
    for start in range(0, len(urls), max_workers):
        with ThreadPoolExecutor(max_workers=max_workers) as executor:
            results.extend(executor.map(fetch, urls[start : start + max_workers]))
    return results
