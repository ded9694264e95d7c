# style: as in the stub, with a lock of the manager that is sent along
import multiprocessing
from concurrent.futures import ProcessPoolExecutor


def count_some(ballots, counts, lock):
    for ballot in ballots:
        name = ballot.read()
        with lock:
            counts[name] = counts.get(name, 0) + 1


def count_votes(ballots, workers):
    with multiprocessing.Manager() as manager:
        counts = manager.dict()
        lock = manager.Lock()
        with ProcessPoolExecutor(max_workers=workers) as executor:
            works = [
                executor.submit(count_some, ballots[n::workers], counts, lock)
                for n in range(workers)
            ]
        for work in works:
            work.result()
        return counts.copy()
