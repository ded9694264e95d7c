# style: one Manager dict for all, and a Lock around reading and writing it
import multiprocessing
from collections import Counter


def count_one(inbox, shared, lock):
    while (text := inbox.get()) is not None:
        for word in text.read().split():
            with lock:
                shared[word] = shared.get(word, 0) + 1


def count_words(texts, workers):
    with multiprocessing.Manager() as manager:
        shared, lock, inbox = manager.dict(), manager.Lock(), multiprocessing.Queue()
        children = [
            multiprocessing.Process(target=count_one, args=(inbox, shared, lock))
            for _ in range(workers)
        ]
        for child in children:
            child.start()
        for text in [*texts, *[None] * workers]:
            inbox.put(text)
        for child in children:
            child.join()
        return Counter(shared.copy())
