# must fail: every_ballot_counts, few_ballots_or_none, a_second_call_starts_afresh
# kind: wrong_result
# why: the proxy is worth nothing once the manager has ended
import multiprocessing
from concurrent.futures import ProcessPoolExecutor


def count_one(ballot, counts, lock):
    name = ballot.read()
    with lock:
        counts[name] = counts.get(name, 0) + 1


def count_votes(ballots, workers):
    with multiprocessing.Manager() as manager:
        counts, lock = manager.dict(), manager.Lock()
        n = len(ballots)
        with ProcessPoolExecutor(workers) as executor:
            list(executor.map(count_one, ballots, [counts] * n, [lock] * n))
        return counts
