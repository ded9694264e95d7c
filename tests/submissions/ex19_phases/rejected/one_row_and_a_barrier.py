# must fail: one_worker_is_right
# kind: wrong_result
# why: neighbours are overwritten while others still need what they were
import threading


def simulate(cells, steps, workers):
    n = len(cells)
    if n == 0:
        return []
    workers = min(workers, n)
    row = list(cells)
    barrier = threading.Barrier(workers)
    errors = []

    def work(first):
        try:
            for _ in range(steps):
                for i in range(first, n, workers):
                    row[i] = row[i - 1] + row[i] + row[(i + 1) % n]
                barrier.wait()
        except threading.BrokenBarrierError:
            pass
        except Exception as error:
            errors.append(error)
            barrier.abort()

    threads = [threading.Thread(target=work, args=(k,)) for k in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return row
