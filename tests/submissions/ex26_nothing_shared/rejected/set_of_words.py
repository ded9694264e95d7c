# must fail: every_word_counts
# kind: wrong_result
# why: counts in how many texts a word occurs
from collections import Counter
from multiprocessing import Pool


def count_one(text):
    return Counter(set(text.read().split()))


def count_words(texts, workers):
    with Pool(workers) as pool:
        return sum(pool.map(count_one, texts, chunksize=1), Counter())
