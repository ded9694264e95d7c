# must fail: child_processes_read_the_texts, works_with_every_start_method
# kind: not_processes
# why: the main process reads all texts and sends their contents
from collections import Counter
from multiprocessing import Pool


def count_one(content):
    return Counter(content.split())


def count_words(texts, workers):
    with Pool(workers) as pool:
        return sum(pool.map(count_one, [text.read() for text in texts]), Counter())
