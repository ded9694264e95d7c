# must fail: no_count_is_lost
# kind: race
# why: d[word] = d.get(word) + 1 on a Manager dict is two messages, and another process may come between
import multiprocessing
from collections import Counter
from concurrent.futures import ProcessPoolExecutor


def count_one(text, shared):
    for word in text.read().split():
        shared[word] = shared.get(word, 0) + 1


def count_words(texts, workers):
    with multiprocessing.Manager() as manager:
        shared = manager.dict()
        with ProcessPoolExecutor(workers) as executor:
            jobs = [executor.submit(count_one, text, shared) for text in texts]
        for job in jobs:
            job.result()
        return Counter(shared.copy())
