# must fail: an_error_reaches_the_caller
# kind: wrong_result
# why: the exception is swallowed and None stands in its place
from concurrent.futures import ThreadPoolExecutor


def download_all(names, download):
    def careful(name):
        try:
            return download(name)
        except Exception:
            return None

    with ThreadPoolExecutor(max_workers=50) as executor:
        return dict(zip(names, executor.map(careful, names)))
