# must fail: a_free_worker_takes_the_next_url
# kind: not_concurrent
# why: asking for each result before submitting the next task makes the pool serial
from concurrent.futures import ThreadPoolExecutor


def fetch_all(urls, fetch, max_workers):
    results = []
    with ThreadPoolExecutor(max_workers=max_workers) as executor:
        for url in urls:
            results.append(executor.submit(fetch, url).result())
    return results
