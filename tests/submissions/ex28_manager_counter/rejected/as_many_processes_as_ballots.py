# must fail: few_ballots_or_none
# kind: exception
# why: a pool for no ballots would be a pool of 0 processes
import multiprocessing
from collections import Counter


def read(ballot):
    return ballot.read()


def count_votes(ballots, workers):
    with multiprocessing.Pool(min(workers, len(ballots))) as pool:
        return dict(Counter(pool.map(read, ballots, chunksize=1)))
