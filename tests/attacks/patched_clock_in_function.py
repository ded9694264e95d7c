# poses as: ex05_thread_pool
# must fail: a_free_worker_takes_the_next_url
# kind: tampering, exception
# why: one after the other, while the clock of whoever measures it is stopped


def fetch_all(urls, fetch, max_workers):
    import time

    now = time.monotonic()
    results = [fetch(url) for url in urls]
    time.monotonic = lambda: now
    return results
