# style: new threads in every step, one less than workers: the caller takes a share, too
import threading


def simulate(cells, steps, workers):
    row = tuple(cells)
    n = len(row)
    for _ in range(steps):
        new = {}
        bad = []

        def work(k):
            try:
                for i in range(k * n // workers, (k + 1) * n // workers):
                    new[i] = row[(i + 1) % n] + (row[i - 1] + row[i])
            except BaseException as e:
                bad.append(e)

        ts = [threading.Thread(target=work, args=(k,)) for k in range(1, workers)]
        for t in ts:
            t.start()
        work(0)
        for t in ts:
            t.join()
        if bad:
            raise bad[-1]
        row = tuple(new[i] for i in range(n))
    return list(row)
