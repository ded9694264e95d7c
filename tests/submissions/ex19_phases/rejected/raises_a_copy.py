# must fail: an_error_reaches_the_caller
# kind: wrong_result
# why: another exception of the same type and text: its traceback and its attributes are gone
import threading


def simulate(cells, steps, workers):
    n = len(cells)
    rows = [list(cells), list(cells)]
    count = min(workers, n)
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
        raise type(failures[0])(*failures[0].args)
    return rows[steps % 2]
