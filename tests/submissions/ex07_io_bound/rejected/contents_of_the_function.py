# must fail: one_name_or_none
# kind: wrong_result
# why: the dict of the default argument is made once, and keeps what earlier calls put into it
from concurrent.futures import ThreadPoolExecutor


def download_all(names, download, contents={}):
    with ThreadPoolExecutor(max_workers=max(1, len(names))) as executor:
        for name, content in zip(names, executor.map(download, names)):
            contents[name] = content
    return contents
