# style: multiprocessing.pool.ThreadPool with imap_unordered over pairs
from multiprocessing.pool import ThreadPool


def download_all(names, download):
    if not names:
        return {}

    def pair(name):
        return name, download(name)

    with ThreadPool(len(names)) as pool:
        contents = dict(pool.imap_unordered(pair, names))
        pool.close()
        pool.join()
    return contents
