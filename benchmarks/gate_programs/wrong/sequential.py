# one call after the other


def total(term, n, workers):
    return sum(term(i) for i in range(n))
