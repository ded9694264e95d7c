# must fail: processes_work_at_the_same_time
# kind: leaked_process
# why: all counts have come, and nobody waits for the end of the children
import multiprocessing
from collections import Counter


def count_some(texts, results):
    counts = Counter()
    for text in texts:
        counts.update(text.read().split())
    results.put(counts)


def count_words(texts, workers):
    results = multiprocessing.Queue()
    for k in range(workers):
        multiprocessing.Process(target=count_some, args=(texts[k::workers], results)).start()
    total = Counter()
    for _ in range(workers):
        total.update(results.get())
    return total
