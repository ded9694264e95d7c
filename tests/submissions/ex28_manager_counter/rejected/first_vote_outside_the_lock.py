# must fail: no_vote_is_lost, works_with_every_start_method
# kind: race
# why: a new name is entered outside the lock, over a vote that has just been counted
import multiprocessing


def count_some(ballots, counts, lock):
    for ballot in ballots:
        name = ballot.read()
        if name not in counts:
            counts[name] = 0
        with lock:
            counts[name] += 1


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
