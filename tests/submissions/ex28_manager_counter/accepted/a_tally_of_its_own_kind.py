# style: a manager with a class of its own, whose add() holds a lock inside the manager's process
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.managers import BaseManager


class Tally:
    def __init__(self):
        self.counts = {}
        self.lock = threading.Lock()

    def add(self, name):
        with self.lock:
            self.counts[name] = self.counts.get(name, 0) + 1

    def result(self):
        return dict(self.counts)


class TallyManager(BaseManager):
    pass


TallyManager.register("Tally", Tally)


def read_one(ballot, tally):
    tally.add(ballot.read())


def count_votes(ballots, workers):
    with TallyManager() as manager:
        tally = manager.Tally()
        with ProcessPoolExecutor(workers) as executor:
            for _ in executor.map(read_one, ballots, [tally] * len(ballots)):
                pass
        return tally.result()
