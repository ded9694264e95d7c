# style: submit, then look every ten milliseconds whether all are done
import time
from concurrent.futures import ThreadPoolExecutor


def fetch_all(urls, fetch, max_workers):
    with ThreadPoolExecutor(max_workers=max_workers) as executor:
        futures = [executor.submit(fetch, url) for url in urls]
        while not all(future.done() for future in futures):
            time.sleep(0.01)
    return [future.result() for future in futures]
