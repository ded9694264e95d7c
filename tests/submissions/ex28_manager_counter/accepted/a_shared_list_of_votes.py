# style: append on a manager's list is one message; the main process counts what is in it
import multiprocessing
from collections import Counter


def read_some(ballots, votes):
    for ballot in ballots:
        votes.append(ballot.read())


def count_votes(ballots, workers):
    with multiprocessing.Manager() as manager:
        votes = manager.list()
        children = [
            multiprocessing.Process(target=read_some, args=(ballots[n::workers], votes))
            for n in range(workers)
        ]
        for child in children:
            child.start()
        for child in children:
            child.join()
        return Counter(list(votes))
