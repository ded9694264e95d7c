# must fail: every_word_counts, works_with_every_start_method
# kind: exception
# why: a lambda cannot be sent to another process
from collections import Counter
from concurrent.futures import ProcessPoolExecutor


def count_words(texts, workers):
    with ProcessPoolExecutor(workers) as executor:
        return sum(executor.map(lambda text: Counter(text.read().split()), texts), Counter())
