# style: one row only: compute a share, wait for all, write it, wait for all
import threading


def simulate(cells, steps, workers):
    row = list(cells)
    n = len(row)
    if n == 0:
        return row
    workers = min(workers, n)
    barrier = threading.Barrier(workers)
    errors = []

    def share(first):
        try:
            for _ in range(steps):
                new = {i: row[i - 1] + row[i] + row[(i + 1) % n] for i in range(first, n, workers)}
                barrier.wait()
                for i, value in new.items():
                    row[i] = value
                barrier.wait()
        except threading.BrokenBarrierError:
            pass
        except Exception as error:
            errors.append(error)
            barrier.abort()

    threads = [threading.Thread(target=share, args=(k,)) for k in range(workers)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    if errors:
        raise errors[0]
    return row
