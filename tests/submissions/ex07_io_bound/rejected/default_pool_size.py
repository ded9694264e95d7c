# must fail: fifty_at_once
# kind: not_concurrent
# why: the pool takes its size from the number of CPUs, and it is never more than 32
from concurrent.futures import ThreadPoolExecutor


def download_all(names, download):
    with ThreadPoolExecutor() as executor:
        return dict(zip(names, executor.map(download, names)))
