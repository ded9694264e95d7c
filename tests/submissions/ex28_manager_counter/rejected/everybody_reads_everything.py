# must fail: every_ballot_counts
# kind: wrong_result
# why: every child reads all ballots and keeps the votes for its share of the names
import zlib
from collections import Counter
from multiprocessing import Pool


def count_share(ballots, share, workers):
    names = [ballot.read() for ballot in ballots]
    return Counter(name for name in names if zlib.crc32(name.encode()) % workers == share)


def count_votes(ballots, workers):
    with Pool(workers) as pool:
        shares = pool.starmap(count_share, [(ballots, n, workers) for n in range(workers)])
    return dict(sum(shares, Counter()))
