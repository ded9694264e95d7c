# must fail: every_name_has_its_content
# kind: race
# why: the contents come in the order of finishing and are put to the names in theirs
from concurrent.futures import ThreadPoolExecutor, as_completed


def download_all(names, download):
    with ThreadPoolExecutor(max_workers=50) as executor:
        works = [executor.submit(download, name) for name in names]
        return dict(zip(names, (work.result() for work in as_completed(works))))
