# must fail: an_error_reaches_the_caller
# kind: exception
# why: the exception ends a thread and does not reach the caller
import threading


def simulate(cells, steps, workers):
    n = len(cells)
    if n == 0:
        return []
    workers = min(workers, n)
    rows = [list(cells), list(cells)]
    barrier = threading.Barrier(workers)
    errors = []

    def work(first):
        try:
            for step in range(steps):
                old, new = rows[step % 2], rows[(step + 1) % 2]
                for i in range(first, n, workers):
                    new[i] = old[i - 1] + old[i] + old[(i + 1) % n]
                barrier.wait()
        except threading.BrokenBarrierError:
            pass
        except Exception as error:
            barrier.abort()
            raise error

    threads = [threading.Thread(target=work, args=(k,)) for k in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return rows[steps % 2]
