# style: as_completed, filling the dict in the order of finishing
import concurrent.futures


def download_all(names, download):
    contents = {}
    executor = concurrent.futures.ThreadPoolExecutor(len(names) + 1)
    try:
        works = {executor.submit(download, name): name for name in names}
        for work in concurrent.futures.as_completed(works):
            contents[works[work]] = work.result()
    finally:
        executor.shutdown(wait=True)
    return contents
