# must fail: fifty_at_once
# kind: not_concurrent
# why: ten at a time, each batch waiting for its slowest
from concurrent.futures import ThreadPoolExecutor


def download_all(names, download):
    contents = {}
    for start in range(0, len(names), 10):
        batch = names[start : start + 10]
        with ThreadPoolExecutor(max_workers=10) as executor:
            contents.update(zip(batch, executor.map(download, batch)))
    return contents
