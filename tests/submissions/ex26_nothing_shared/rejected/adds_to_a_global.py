# must fail: a_second_call_starts_afresh
# kind: wrong_result
# why: results travel, but they are added up in a global that keeps what an earlier call left
from collections import Counter
from concurrent.futures import ProcessPoolExecutor

total = Counter()


def count_one(text):
    return Counter(text.read().split())


def count_words(texts, workers):
    with ProcessPoolExecutor(workers) as executor:
        for counts in executor.map(count_one, texts):
            total.update(counts)
    return total
