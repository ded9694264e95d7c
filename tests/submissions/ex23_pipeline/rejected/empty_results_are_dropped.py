# must fail: none_is_an_item
# kind: wrong_result
# why: `if value` takes None, 0 and "" for nothing at all
from concurrent.futures import ThreadPoolExecutor
import threading


def run_pipeline(items, stages, workers):
    if not items or not stages:
        return list(items)
    slots = [threading.Semaphore(workers) for _ in stages]

    def through(value):
        for stage, slot in zip(stages, slots):
            with slot:
                value = stage(value) if value else value
        return value

    with ThreadPoolExecutor(max_workers=workers * len(stages)) as executor:
        return [value for value in executor.map(through, items) if value]
