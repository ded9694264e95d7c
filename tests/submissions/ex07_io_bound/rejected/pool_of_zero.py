# must fail: one_name_or_none
# kind: exception
# why: no names would need a pool of 0 threads, which is an error
from concurrent.futures import ThreadPoolExecutor


def download_all(names, download):
    with ThreadPoolExecutor(max_workers=len(names)) as executor:
        return dict(zip(names, executor.map(download, names)))
