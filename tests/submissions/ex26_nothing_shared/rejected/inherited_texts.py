# must fail: works_with_every_start_method
# kind: exception
# why: children find the texts in a global of the parent: under fork only
from collections import Counter
from multiprocessing import Pool

current = []


def count_one(number):
    return Counter(current[number].read().split())


def count_words(texts, workers):
    current[:] = texts
    with Pool(workers) as pool:
        return sum(pool.map(count_one, range(len(texts))), Counter())
