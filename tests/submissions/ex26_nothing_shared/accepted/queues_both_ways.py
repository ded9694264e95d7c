# style: workers take texts from a queue until a sentinel, a lock guards a Manager dict
import multiprocessing
from collections import Counter


def worker(todo, counts, lock):
    for text in iter(todo.get, None):
        for word, n in Counter(text.read().split()).items():
            with lock:
                counts[word] = counts.get(word, 0) + n


def count_words(texts, workers):
    todo = multiprocessing.Queue()
    lock = multiprocessing.Lock()
    with multiprocessing.Manager() as manager:
        counts = manager.dict()
        children = [
            multiprocessing.Process(target=worker, args=(todo, counts, lock))
            for _ in range(workers)
        ]
        for child in children:
            child.start()
        for text in texts:
            todo.put(text)
        for _ in children:
            todo.put(None)
        for child in children:
            child.join()
        return Counter(dict(counts))
