# style: every item runs through all stages in one task; a semaphore for each stage limits its calls
import threading
from concurrent.futures import ThreadPoolExecutor


def run_pipeline(items, stages, workers):
    if not items or not stages:
        return list(items)
    slots = [threading.Semaphore(workers) for _ in stages]

    def through(value):
        for stage, slot in zip(stages, slots):
            with slot:
                value = stage(value)
        return value

    with ThreadPoolExecutor(max_workers=workers * len(stages)) as executor:
        return list(executor.map(through, items))
