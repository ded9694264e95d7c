# must fail: no_thread_is_left
# kind: leaked_thread
# why: the workers wait for more work after the last step and never end
import threading


def simulate(cells, steps, workers):
    n = len(cells)
    if n == 0:
        return []
    workers = min(workers, n)
    rows = [list(cells), list(cells)]
    barrier = threading.Barrier(workers)
    errors = []
    done = threading.Event()

    def work(first):
        try:
            for step in range(steps):
                old, new = rows[step % 2], rows[(step + 1) % 2]
                for i in range(first, n, workers):
                    new[i] = old[i - 1] + old[i] + old[(i + 1) % n]
                barrier.wait()
            if first == 0:
                done.set()
            threading.Event().wait()
        except threading.BrokenBarrierError:
            pass
        except Exception as error:
            errors.append(error)
            barrier.abort()
            done.set()

    threads = [threading.Thread(target=work, args=(k,), daemon=True) for k in range(workers)]
    for thread in threads:
        thread.start()
    done.wait()
    if errors:
        raise errors[0]
    return rows[steps % 2]
