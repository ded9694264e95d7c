# must fail: no_vote_is_lost, works_with_every_start_method
# kind: race
# why: every child makes a lock of its own
import multiprocessing


def count_some(ballots, counts):
    lock = multiprocessing.Lock()
    for ballot in ballots:
        name = ballot.read()
        with lock:
            counts[name] = counts.get(name, 0) + 1


def count_votes(ballots, workers):
    with multiprocessing.Manager() as manager:
        counts = manager.dict()
        children = [
            multiprocessing.Process(target=count_some, args=(ballots[n::workers], counts))
            for n in range(workers)
        ]
        for child in children:
            child.start()
        for child in children:
            child.join()
        return counts.copy()
