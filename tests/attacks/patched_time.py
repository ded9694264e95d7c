# poses as: ex05_thread_pool
# must fail: all
# kind: tampering
# why: one after the other, and a clock that stands still
import time

time.sleep = lambda seconds: None
time.monotonic = time.time = time.perf_counter = lambda: 0.0


def fetch_all(urls, fetch, max_workers):
    return [fetch(url) for url in urls]
