# must fail: every_ballot_counts, works_with_every_start_method
# kind: exception
# why: a multiprocessing.Lock cannot be sent to a pool that already runs
import multiprocessing
from concurrent.futures import ProcessPoolExecutor


def count_one(ballot, counts, lock):
    name = ballot.read()
    with lock:
        counts[name] = counts.get(name, 0) + 1


def count_votes(ballots, workers):
    with multiprocessing.Manager() as manager:
        counts, lock = manager.dict(), multiprocessing.Lock()
        with ProcessPoolExecutor(workers) as executor:
            works = [executor.submit(count_one, ballot, counts, lock) for ballot in ballots]
        for work in works:
            work.result()
        return counts.copy()
