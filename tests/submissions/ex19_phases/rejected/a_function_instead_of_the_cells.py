# must fail: right_in_every_interleaving
# kind: wrong_result
# why: what is returned is a function that would compute the cells, one after the other


def simulate(cells, steps, workers):
    def result():
        row = list(cells)
        for _ in range(steps):
            row = [row[i - 1] + row[i] + row[(i + 1) % len(row)] for i in range(len(row))]
        return row

    return result
