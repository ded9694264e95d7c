# must fail: a_second_call_starts_afresh
# kind: wrong_result
# why: empties the list that belongs to the caller, so that there is nothing left to be counted again
from collections import Counter
from multiprocessing import Pool


def read(ballot):
    return ballot.read()


def count_votes(ballots, workers):
    with Pool(workers) as pool:
        votes = []
        while ballots:
            votes.append(pool.apply_async(read, (ballots.pop(),)))
        return dict(Counter(vote.get() for vote in votes))
