# must fail: child_processes_read_the_ballots
# kind: wrong_result
# why: a pool as large as the computer, whatever workers says
from collections import Counter
from multiprocessing import Pool


def read(ballot):
    return ballot.read()


def count_votes(ballots, workers):
    with Pool() as pool:
        return dict(Counter(pool.map(read, ballots, chunksize=1)))
