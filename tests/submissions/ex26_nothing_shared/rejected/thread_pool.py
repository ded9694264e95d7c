# must fail: child_processes_read_the_texts, works_with_every_start_method, processes_work_at_the_same_time
# kind: not_processes
# why: a right count, by threads
from collections import Counter
from concurrent.futures import ThreadPoolExecutor


def count_words(texts, workers):
    with ThreadPoolExecutor(workers) as executor:
        return sum(executor.map(lambda text: Counter(text.read().split()), texts), Counter())
