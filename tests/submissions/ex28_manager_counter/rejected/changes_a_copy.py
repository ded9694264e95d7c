# must fail: every_ballot_counts, a_second_call_starts_afresh
# kind: wrong_result
# why: what comes out of a proxy is a copy; adding to it changes nothing in the manager
import multiprocessing
from collections import Counter
from concurrent.futures import ProcessPoolExecutor


def count_one(ballot, shared, lock):
    with lock:
        shared["counts"][ballot.read()] += 1


def count_votes(ballots, workers):
    with multiprocessing.Manager() as manager:
        shared = manager.dict(counts=Counter())
        lock = manager.Lock()
        with ProcessPoolExecutor(workers) as executor:
            for ballot in ballots:
                executor.submit(count_one, ballot, shared, lock)
        return shared["counts"]
