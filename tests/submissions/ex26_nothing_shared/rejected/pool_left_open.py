# must fail: processes_work_at_the_same_time
# kind: leaked_process
# why: a pool that is kept for ever, with its processes
from collections import Counter
from multiprocessing import Pool

pools = []


def count_one(text):
    return Counter(text.read().split())


def count_words(texts, workers):
    pool = Pool(workers)
    pools.append(pool)
    return sum(pool.map(count_one, texts, chunksize=1), Counter())
