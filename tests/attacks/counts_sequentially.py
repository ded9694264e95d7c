# poses as: ex26_nothing_shared
# must fail: child_processes_read_the_texts, works_with_every_start_method, processes_work_at_the_same_time
# kind: not_processes, not_parallel
# why: reads everything itself while processes without work look busy
import multiprocessing
import time
from collections import Counter


def count_words(texts, workers):
    for_show = [multiprocessing.Process(target=time.sleep, args=(0.01,)) for _ in range(workers)]
    for process in for_show:
        process.start()
    total = Counter()
    for text in texts:
        total.update(text.read().split())
    for process in for_show:
        process.join()
    return total
