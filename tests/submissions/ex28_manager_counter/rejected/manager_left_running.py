# must fail: processes_work_at_the_same_time
# kind: leaked_process
# why: a manager that is kept for ever, with its process
import multiprocessing
from concurrent.futures import ProcessPoolExecutor

managers = []


def count_one(ballot, counts, lock):
    name = ballot.read()
    with lock:
        counts[name] = counts.get(name, 0) + 1


def count_votes(ballots, workers):
    if not managers:
        managers.append(multiprocessing.Manager())
    counts, lock = managers[0].dict(), managers[0].Lock()
    with ProcessPoolExecutor(workers) as executor:
        works = [executor.submit(count_one, ballot, counts, lock) for ballot in ballots]
    for work in works:
        work.result()
    return counts.copy()
