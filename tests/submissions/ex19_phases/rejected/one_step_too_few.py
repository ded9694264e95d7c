# must fail: one_worker_is_right
# kind: wrong_result
# why: range(1, steps) is one step less
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
            for step in range(1, steps):
                old, new = rows[step % 2], rows[(step - 1) % 2]
                for i in range(first, n, workers):
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
