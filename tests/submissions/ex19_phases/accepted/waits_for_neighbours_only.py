# style: a row for every step and an event for every value: who needs a value waits for that alone
import threading


def simulate(cells, steps, workers):
    n = len(cells)
    rows = [list(cells)] + [[None] * n for _ in range(steps)]
    there = [[threading.Event() for _ in range(n)] for _ in range(steps + 1)]
    for event in there[0]:
        event.set()
    errors = []

    def work(mine):
        try:
            for step in range(steps):
                for i in mine:
                    three = [(i - 1) % n, i, (i + 1) % n]
                    for j in three:
                        there[step][j].wait()
                    if errors:
                        return
                    a, b, c = (rows[step][j] for j in three)
                    rows[step + 1][i] = a + b + c
                    there[step + 1][i].set()
        except Exception as error:
            errors.append(error)
            for row in there:
                for event in row:
                    event.set()

    threads = [threading.Thread(target=work, args=(range(k, n, workers),)) for k in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return rows[steps]
