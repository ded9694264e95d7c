# style: one Process a worker with every n-th text, a Queue back
from collections import Counter
from multiprocessing import Process, Queue


def count_some(texts, results):
    counts = Counter()
    for text in texts:
        counts.update(text.read().split())
    results.put(counts)


def count_words(texts, workers):
    results = Queue()
    processes = [Process(target=count_some, args=(texts[k::workers], results)) for k in range(workers)]
    for process in processes:
        process.start()
    total = Counter()
    for _ in processes:
        total += results.get()
    for process in processes:
        process.join()
    return total
