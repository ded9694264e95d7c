# must fail: an_error_reaches_the_caller
# kind: wrong_result
# why: a download that fails is tried once more
from concurrent.futures import ThreadPoolExecutor


def download_all(names, download):
    def twice(name):
        try:
            return download(name)
        except Exception:
            return download(name)

    with ThreadPoolExecutor(max_workers=50) as executor:
        return dict(zip(names, executor.map(twice, names)))
