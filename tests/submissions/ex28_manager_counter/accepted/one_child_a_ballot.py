# style: a Process for each ballot, and a semaphore that lets `workers` of them read at the same time
import multiprocessing
from collections import Counter


def clerk(ballot, desk, votes):
    with desk:
        name = ballot.read()
    votes.put(name)


def count_votes(ballots, workers):
    desk = multiprocessing.Semaphore(workers)
    votes = multiprocessing.Queue()
    clerks = []
    for ballot in ballots:
        child = multiprocessing.Process(target=clerk, args=(ballot, desk, votes))
        child.start()
        clerks.append(child)
    counts = Counter(votes.get() for _ in ballots)
    for child in clerks:
        child.join()
    return dict(counts)
