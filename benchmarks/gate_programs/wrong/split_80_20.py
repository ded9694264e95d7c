# 80 % of the terms for one worker, the others share the rest
from multiprocessing import Pool


def part(term, numbers):
    return sum(term(i) for i in numbers)


def total(term, n, workers):
    large = round(n * 0.80)
    shares = [range(large), *(range(large + k, n, workers - 1) for k in range(workers - 1))]
    with Pool(workers) as pool:
        return sum(pool.starmap(part, [(term, share) for share in shares], chunksize=1))
