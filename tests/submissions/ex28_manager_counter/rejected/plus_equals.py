# must fail: no_vote_is_lost, works_with_every_start_method
# kind: race
# why: += on a manager's dictionary is a message that reads and a message that writes
import multiprocessing
from concurrent.futures import ProcessPoolExecutor


def count_one(ballot, counts):
    name = ballot.read()
    counts.setdefault(name, 0)
    counts[name] += 1


def count_votes(ballots, workers):
    with multiprocessing.Manager() as manager:
        counts = manager.dict()
        with ProcessPoolExecutor(max_workers=workers) as executor:
            list(executor.map(count_one, ballots, [counts] * len(ballots)))
        return dict(counts)
