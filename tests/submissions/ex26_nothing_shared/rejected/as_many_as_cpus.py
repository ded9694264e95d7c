# must fail: child_processes_read_the_texts
# kind: wrong_result
# why: a pool as large as the computer, whatever workers says
from collections import Counter
from multiprocessing import Pool


def count_one(text):
    return Counter(text.read().split())


def count_words(texts, workers):
    with Pool() as pool:
        return sum(pool.map(count_one, texts, chunksize=1), Counter())
