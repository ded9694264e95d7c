# must fail: every_word_counts
# kind: never_ends
# why: a child with many different words cannot end before somebody takes its counts out of the queue
import multiprocessing
from collections import Counter


def count_some(texts, results):
    counts = Counter()
    for text in texts:
        counts.update(text.read().split())
    results.put(counts)


def count_words(texts, workers):
    results = multiprocessing.Queue()
    children = [
        multiprocessing.Process(target=count_some, args=(texts[k::workers], results))
        for k in range(workers)
    ]
    for child in children:
        child.start()
    for child in children:
        child.join()
    total = Counter()
    for _ in children:
        total.update(results.get())
    return total
