# must fail: a_second_call_starts_afresh
# kind: wrong_result
# why: all calls return the same Counter, so the second call changes what the first one has returned
from collections import Counter
from concurrent.futures import ProcessPoolExecutor

counts = Counter()


def count_one(text):
    return Counter(text.read().split())


def count_words(texts, workers):
    counts.clear()
    with ProcessPoolExecutor(max_workers=workers) as executor:
        for found in executor.map(count_one, texts):
            counts.update(found)
    return counts
