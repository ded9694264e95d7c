# style: every Process counts locally and adds its counts to the shared dictionary at the end
import multiprocessing
from collections import Counter


def count(inbox, counts, lock):
    mine = Counter()
    while (ballot := inbox.get()) is not None:
        mine[ballot.read()] += 1
    with lock:
        for name, votes in mine.items():
            counts[name] = counts.setdefault(name, 0) + votes


def count_votes(ballots, workers):
    with multiprocessing.Manager() as manager:
        counts = manager.dict()
        lock, inbox = multiprocessing.Lock(), multiprocessing.Queue()
        children = [
            multiprocessing.Process(target=count, args=(inbox, counts, lock))
            for _ in range(workers)
        ]
        for child in children:
            child.start()
        for ballot in ballots:
            inbox.put(ballot)
        for _ in children:
            inbox.put(None)
        for child in children:
            child.join()
        return dict(counts)
