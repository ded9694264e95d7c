# style: ProcessPoolExecutor, submit and as_completed
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, as_completed


def count_one(text):
    counts = Counter()
    for word in text.read().split():
        counts[word] += 1
    return counts


def count_words(texts, workers):
    with ProcessPoolExecutor(max_workers=workers) as executor:
        futures = [executor.submit(count_one, text) for text in texts]
        return sum((future.result() for future in as_completed(futures)), Counter())
