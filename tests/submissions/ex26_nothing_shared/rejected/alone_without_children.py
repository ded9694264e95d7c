# must fail: child_processes_read_the_texts
# kind: not_processes
# why: one worker would be enough, so the main process does the work itself
from collections import Counter
from concurrent.futures import ProcessPoolExecutor


def count_one(text):
    return Counter(text.read().split())


def count_words(texts, workers):
    if workers == 1:
        return sum(map(count_one, texts), Counter())
    with ProcessPoolExecutor(max_workers=workers) as executor:
        return sum(executor.map(count_one, texts), Counter())
