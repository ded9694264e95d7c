# must fail: the_work_is_shared
# kind: not_concurrent
# why: n // workers cells each, and all that is left over for the last
import threading


def simulate(cells, steps, workers):
    n = len(cells)
    if n == 0:
        return []
    workers = min(workers, n)
    rows = [list(cells), list(cells)]
    barrier = threading.Barrier(workers)
    errors = []
    size = n // workers

    def work(first):
        try:
            for step in range(steps):
                old, new = rows[step % 2], rows[(step + 1) % 2]
                for i in range(first * size, n if first == workers - 1 else (first + 1) * size):
                    new[i] = old[i - 1] + old[i] + old[(i + 1) % n]
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
