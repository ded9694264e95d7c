# must fail: every_ballot_counts
# kind: wrong_result
# why: one call a vote, but it enters the name instead of counting it
import multiprocessing
from concurrent.futures import ProcessPoolExecutor


def count_one(ballot, counts):
    counts[ballot.read()] = 1


def count_votes(ballots, workers):
    with multiprocessing.Manager() as manager:
        counts = manager.dict()
        with ProcessPoolExecutor(workers) as executor:
            list(executor.map(count_one, ballots, [counts] * len(ballots)))
        return counts.copy()
