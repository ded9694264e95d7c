# must fail: fifty_at_once
# kind: not_concurrent
# why: five threads for each CPU are enough on a computer with ten CPUs, and on no smaller one
import os
from concurrent.futures import ThreadPoolExecutor


def download_all(names, download):
    with ThreadPoolExecutor(max_workers=5 * os.cpu_count()) as executor:
        futures = {name: executor.submit(download, name) for name in names}
        return {name: future.result() for name, future in futures.items()}
