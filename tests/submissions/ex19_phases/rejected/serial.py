# must fail: the_work_is_shared
# kind: not_concurrent
# why: right, and all in one thread
def simulate(cells, steps, workers):
    row = list(cells)
    for _ in range(steps):
        row = [row[i - 1] + row[i] + row[(i + 1) % len(row)] for i in range(len(row))]
    return row
