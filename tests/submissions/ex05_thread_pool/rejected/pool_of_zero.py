# must fail: few_urls_or_none
# kind: exception
# why: min(max_workers, len(urls)) is 0 for an empty list, and a pool of 0 is an error
from concurrent.futures import ThreadPoolExecutor


def fetch_all(urls, fetch, max_workers):
    with ThreadPoolExecutor(max_workers=min(max_workers, len(urls))) as executor:
        return list(executor.map(fetch, urls))
