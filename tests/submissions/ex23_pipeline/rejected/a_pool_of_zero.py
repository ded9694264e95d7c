# must fail: few_items_or_none
# kind: exception
# why: without stages there are workers * 0 threads, and a pool of 0 threads is an error
import threading
from concurrent.futures import ThreadPoolExecutor


def run_pipeline(items, stages, workers):
    slots = [threading.Semaphore(workers) for _ in stages]

    def through(value):
        for stage, slot in zip(stages, slots):
            with slot:
                value = stage(value)
        return value

    with ThreadPoolExecutor(max_workers=workers * len(stages)) as executor:
        return list(executor.map(through, items))
