# must fail: never_more_than_workers
# kind: wrong_result
# why: two threads although one worker was asked for
import threading


def simulate(cells, steps, workers):
    n = len(cells)
    rows = [list(cells), list(cells)]
    count = min(max(2, workers), n)
    if not count:
        return []
    barrier = threading.Barrier(count)
    failures = []

    def work(mine):
        try:
            for step in range(steps):
                old, new = rows[step % 2], rows[1 - step % 2]
                for i in mine:
                    new[i] = old[i - 1] + old[i] + old[(i + 1) % n]
                barrier.wait()
        except threading.BrokenBarrierError:
            pass
        except BaseException as e:
            failures.append(e)
            barrier.abort()

    threads = [threading.Thread(target=work, args=(range(k, n, count),)) for k in range(count)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    if failures:
        raise failures[0]
    return rows[steps % 2]
