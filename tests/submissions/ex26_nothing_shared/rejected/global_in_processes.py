# must fail: every_word_counts, works_with_every_start_method
# kind: wrong_result
# why: processes instead of threads, but each counts into its own copy of the global
import multiprocessing
from collections import Counter

counts = Counter()


def count_one(text):
    for word in text.read().split():
        counts[word] += 1


def count_words(texts, workers):
    children = [multiprocessing.Process(target=count_one, args=(text,)) for text in texts]
    for child in children:
        child.start()
    for child in children:
        child.join()
    return counts
