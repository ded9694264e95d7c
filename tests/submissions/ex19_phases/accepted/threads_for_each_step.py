# style: new threads in every step, in blocks of neighbouring cells; join ends the step
import threading


def block(row, start, end, out, errors):
    n = len(row)
    try:
        for i in range(start, end):
            out[i] = row[(i - 1) % n] + (row[i] + row[(i + 1) % n])
    except Exception as error:
        errors.append(error)


def simulate(cells, steps, workers):
    row = cells[:]
    borders = [len(row) * k // workers for k in range(workers + 1)]
    for _ in range(steps):
        out, errors = [None] * len(row), []
        threads = [
            threading.Thread(target=block, args=(row, a, b, out, errors))
            for a, b in zip(borders, borders[1:])
            if a < b
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if errors:
            raise errors[0]
        row = out
    return row
