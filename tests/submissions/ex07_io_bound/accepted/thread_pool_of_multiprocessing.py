# style: multiprocessing.pool.ThreadPool with imap_unordered over pairs
from multiprocessing.pool import ThreadPool


def download_all(names, download):
    if not names:
        return {}

    def pair(name):
        return name, download(name)

    pool = ThreadPool(len(names))
    try:
        return dict(pool.imap_unordered(pair, names))
    finally:
        pool.close()
        pool.join()
