# must fail: processes_work_at_the_same_time
# kind: not_parallel
# why: two processes, however many workers there are
from collections import Counter
from concurrent.futures import ProcessPoolExecutor


def count_one(text):
    return Counter(text.read().split())


def count_words(texts, workers):
    with ProcessPoolExecutor(max_workers=min(2, workers)) as executor:
        return sum(executor.map(count_one, texts), Counter())
