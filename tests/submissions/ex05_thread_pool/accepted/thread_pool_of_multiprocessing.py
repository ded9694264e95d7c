# style: multiprocessing.pool.ThreadPool, whose map keeps the order

from multiprocessing.pool import ThreadPool


def fetch_all(urls, fetch, max_workers):
    with ThreadPool(max_workers) as pool:
        results = pool.map(fetch, urls, chunksize=1)
        pool.close()
        pool.join()
    return results
