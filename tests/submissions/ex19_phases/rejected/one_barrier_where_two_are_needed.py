# must fail: right_in_every_interleaving
# kind: race
# why: a neighbour may read for the next step before all have written this one
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
                new = {i: row[i - 1] + row[i] + row[(i + 1) % n] for i in range(first, n, workers)}
                barrier.wait()
                for i, value in new.items():
                    row[i] = value
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
