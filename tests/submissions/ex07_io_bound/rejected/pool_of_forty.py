# must fail: fifty_at_once
# kind: not_concurrent
# why: a fixed number that is too small: fifty names are promised
from concurrent.futures import ThreadPoolExecutor


def download_all(names, download):
    with ThreadPoolExecutor(max_workers=40) as executor:
        return dict(zip(names, executor.map(download, names)))
