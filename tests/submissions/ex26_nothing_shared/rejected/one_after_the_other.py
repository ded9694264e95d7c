# must fail: processes_work_at_the_same_time
# kind: not_parallel
# why: each child is waited for before the next one starts
from collections import Counter
from multiprocessing import Process, Queue


def count_one(text, results):
    results.put(Counter(text.read().split()))


def count_words(texts, workers):
    total = Counter()
    for text in texts:
        results = Queue()
        child = Process(target=count_one, args=(text, results))
        child.start()
        total += results.get()
        child.join()
    return total
