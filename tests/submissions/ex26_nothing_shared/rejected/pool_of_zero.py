# must fail: few_texts_or_none
# kind: exception
# why: as many processes as texts at most, and with no texts that is a pool of 0 processes
from collections import Counter
from multiprocessing import Pool


def count_one(text):
    return Counter(text.read().split())


def count_words(texts, workers):
    with Pool(min(workers, len(texts))) as pool:
        return sum(pool.map(count_one, texts, chunksize=1), Counter())
