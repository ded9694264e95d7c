# must fail: results_follow_the_urls
# kind: exception
# why: a fetch that takes longer than a minute counts as failed
from concurrent.futures import ThreadPoolExecutor


def fetch_all(urls, fetch, max_workers):
    with ThreadPoolExecutor(max_workers=max_workers) as executor:
        futures = [executor.submit(fetch, url) for url in urls]
        return [future.result(timeout=60) for future in futures]
