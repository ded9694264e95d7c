# style: no shared memory: every task of a pool counts its share and returns it
from concurrent.futures import ProcessPoolExecutor


def count_some(share):
    hits = 0
    for _ in share:
        hits += 1
    return hits


def count_hits(n, workers):
    with ProcessPoolExecutor(max_workers=workers) as executor:
        return sum(executor.map(count_some, [range(k, n, workers) for k in range(workers)]))
