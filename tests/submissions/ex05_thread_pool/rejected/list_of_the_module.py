# must fail: few_urls_or_none
# kind: wrong_result
# why: the list belongs to the module, and the next call finds the results of the last one in it
from concurrent.futures import ThreadPoolExecutor

results = []


def fetch_all(urls, fetch, max_workers):
    with ThreadPoolExecutor(max_workers=max_workers) as executor:
        results.extend(executor.map(fetch, urls))
    return results
