# style: as_completed, with a dict that remembers the place of every future
from concurrent.futures import ThreadPoolExecutor, as_completed


def fetch_all(urls, fetch, max_workers):
    results = [None] * len(urls)
    executor = ThreadPoolExecutor(max_workers=max_workers)
    try:
        places = {executor.submit(fetch, url): place for place, url in enumerate(urls)}
        for future in as_completed(places):
            results[places[future]] = future.result()
    finally:
        executor.shutdown()
    return results
