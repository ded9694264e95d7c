# must fail: no_vote_is_lost, works_with_every_start_method
# kind: race
# why: a threading.Lock is copied into every process, and holds nobody of another one
import multiprocessing
import threading
from concurrent.futures import ProcessPoolExecutor

lock = threading.Lock()


def count_one(ballot, counts):
    name = ballot.read()
    with lock:
        counts[name] = counts.get(name, 0) + 1


def count_votes(ballots, workers):
    with multiprocessing.Manager() as manager:
        counts = manager.dict()
        with ProcessPoolExecutor(max_workers=workers) as executor:
            list(executor.map(count_one, ballots, [counts] * len(ballots)))
        return dict(counts)
