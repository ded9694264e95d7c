# poses as: ex05_thread_pool
# must fail: a_free_worker_takes_the_next_url
# kind: tampering, not_concurrent, exception
# why: a clock that lies once and puts the true one back
import time


def fetch_all(urls, fetch, max_workers):
    import threading

    now, true = time.monotonic(), time.monotonic

    def lie():
        time.monotonic = true
        return now

    class Here(threading.Thread):
        def start(self):
            self.run()

        def join(self, timeout=None):
            pass

    results = []
    for url in urls:
        here = Here(target=lambda: results.append(fetch(url)))
        here.start()
        here.join()
    time.monotonic = lie
    return results
