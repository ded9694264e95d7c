# style: multiprocessing.Pool, imap_unordered, plain dictionaries travel
import multiprocessing
from collections import Counter


def count_one(text):
    found = {}
    for word in text.read().split():
        found[word] = found.get(word, 0) + 1
    return found


def count_words(texts, workers):
    total = Counter()
    with multiprocessing.Pool(workers) as pool:
        for found in pool.imap_unordered(count_one, texts):
            for word, n in found.items():
                total[word] += n
    return total
