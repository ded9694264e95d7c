# must fail: near_the_slowest
# kind: not_concurrent
# why: the lock that is to protect the dict is held while waiting
import threading
from concurrent.futures import ThreadPoolExecutor


def download_all(names, download):
    contents = {}
    lock = threading.Lock()

    def work(name):
        with lock:
            contents[name] = download(name)

    with ThreadPoolExecutor(max_workers=50) as executor:
        for work_done in [executor.submit(work, name) for name in names]:
            work_done.result()
    return contents
