# style: as in the lecture, a Manager; every child puts its own counts under a key of its own
import multiprocessing
from collections import Counter
from concurrent.futures import ProcessPoolExecutor


def count_one(number, text, shared):
    shared[number] = Counter(text.read().split())


def count_words(texts, workers):
    with multiprocessing.Manager() as manager:
        shared = manager.dict()
        with ProcessPoolExecutor(workers) as executor:
            jobs = [executor.submit(count_one, n, text, shared) for n, text in enumerate(texts)]
        for job in jobs:
            job.result()
        total = Counter()
        for counts in shared.values():
            total.update(counts)
        return total
