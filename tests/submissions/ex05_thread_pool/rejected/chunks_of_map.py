# must fail: a_free_worker_takes_the_next_url
# kind: not_concurrent
# why: map of multiprocessing.pool hands out chunks: what stands behind a long fetch waits for it
from multiprocessing.pool import ThreadPool


def fetch_all(urls, fetch, max_workers):
    with ThreadPool(max_workers) as pool:
        results = pool.map(fetch, urls)
        pool.close()
        pool.join()
    return results
