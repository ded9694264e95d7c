# must fail: no_thread_is_left
# kind: leaked_thread
# why: the caller hears of the exception at once, and the others wait at the barrier for ever
import queue
import threading


def simulate(cells, steps, workers):
    n = len(cells)
    rows = [list(cells), list(cells)]
    count = max(1, min(workers, n))
    barrier = threading.Barrier(count)
    news = queue.SimpleQueue()

    def work(mine):
        try:
            for step in range(steps):
                old, new = rows[step % 2], rows[1 - step % 2]
                for i in mine:
                    new[i] = old[i - 1] + old[i] + old[(i + 1) % n]
                barrier.wait()
        except BaseException as error:
            news.put(error)
        else:
            news.put(None)

    threads = [
        threading.Thread(target=work, args=(range(k, n, count),), daemon=True)
        for k in range(count)
    ]
    for thread in threads:
        thread.start()
    for _ in threads:
        error = news.get()
        if error is not None:
            raise error
    for thread in threads:
        thread.join()
    return rows[steps % 2]
