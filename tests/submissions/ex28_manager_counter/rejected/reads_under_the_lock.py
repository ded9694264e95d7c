# must fail: processes_work_at_the_same_time
# kind: not_parallel
# why: the lock is held while a ballot is read, so only one process reads at a time
import multiprocessing


def count_some(ballots, counts, lock):
    for ballot in ballots:
        with lock:
            name = ballot.read()
            counts[name] = counts.get(name, 0) + 1


def count_votes(ballots, workers):
    with multiprocessing.Manager() as manager:
        counts = manager.dict()
        lock = manager.Lock()
        children = [
            multiprocessing.Process(target=count_some, args=(ballots[n::workers], counts, lock))
            for n in range(workers)
        ]
        for child in children:
            child.start()
        for child in children:
            child.join()
        return counts.copy()
