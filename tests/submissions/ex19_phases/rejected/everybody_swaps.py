# must fail: right_in_every_interleaving
# kind: race
# why: the swap of the two shared rows is made once by each worker, not once a step
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
            for _ in range(steps):
                old, new = rows
                for i in range(first, n, workers):
                    new[i] = old[i - 1] + old[i] + old[(i + 1) % n]
                barrier.wait()
                rows.reverse()
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
    return rows[0]
