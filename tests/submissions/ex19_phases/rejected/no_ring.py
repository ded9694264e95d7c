# must fail: one_worker_is_right
# kind: wrong_result
# why: the last cell takes 0 for its right neighbour
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
                    new[i] = old[i - 1] + old[i] + (old[i + 1] if i + 1 < n else 0)
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
    return rows[steps % 2]
