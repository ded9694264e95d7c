# must fail: processes_work_at_the_same_time
# kind: not_parallel
# why: two processes, however many workers there are
from collections import Counter
from multiprocessing import Pool
from operator import methodcaller


def count_votes(ballots, workers):
    with Pool(min(workers, 2)) as pool:
        return Counter(pool.imap_unordered(methodcaller("read"), ballots))
