# style: a Pool whose processes get dictionary and multiprocessing.Lock when they start
import multiprocessing


def prepare(shared_counts, shared_lock):
    global counts, lock
    counts, lock = shared_counts, shared_lock


def count_one(ballot):
    name = ballot.read()
    lock.acquire()
    try:
        counts[name] = counts.get(name, 0) + 1
    finally:
        lock.release()


def count_votes(ballots, workers):
    manager = multiprocessing.Manager()
    try:
        shared = manager.dict()
        lock = multiprocessing.Lock()
        with multiprocessing.Pool(workers, prepare, (shared, lock)) as pool:
            pool.map(count_one, ballots, chunksize=1)
            pool.close()
            pool.join()
        return dict(shared.items())
    finally:
        manager.shutdown()
