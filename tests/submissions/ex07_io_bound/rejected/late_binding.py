# must fail: every_name_is_downloaded_once
# kind: race
# why: the lambda looks up `name` when it runs, and the loop may have gone on by then
from concurrent.futures import ThreadPoolExecutor


def download_all(names, download):
    with ThreadPoolExecutor(max_workers=50) as executor:
        works = []
        for name in names:
            works.append(executor.submit(lambda: download(name)))
        return dict(zip(names, [work.result() for work in works]))
