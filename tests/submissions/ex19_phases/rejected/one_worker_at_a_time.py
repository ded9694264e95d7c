# must fail: the_work_is_shared
# kind: not_concurrent
# why: each thread is waited for before the next one is started
import threading


def simulate(cells, steps, workers):
    row, errors = list(cells), []
    n = len(row)
    for _ in range(steps):
        new = list(row)

        def work(first, old=row, new=new):
            try:
                for i in range(first, n, workers):
                    new[i] = old[i - 1] + old[i] + old[(i + 1) % n]
            except Exception as error:
                errors.append(error)

        for first in range(workers):
            thread = threading.Thread(target=work, args=(first,))
            thread.start()
            thread.join()
        if errors:
            raise errors[0]
        row = new
    return row
