# must fail: every_name_is_downloaded_once
# kind: wrong_result
# why: every name is downloaded a second time when the dict is made
from concurrent.futures import ThreadPoolExecutor, wait


def download_all(names, download):
    with ThreadPoolExecutor(max_workers=50) as executor:
        wait([executor.submit(download, name) for name in names])
        again = executor.map(download, names)
        return dict(zip(names, again))
