# must fail: an_exception_ends_the_pipeline
# kind: wrong_result
# why: a failed item comes out as None, and nobody hears of the exception
import threading
from concurrent.futures import ThreadPoolExecutor


def run_pipeline(items, stages, workers):
    if not items or not stages:
        return list(items)
    slots = [threading.Semaphore(workers) for _ in stages]

    def through(value):
        try:
            for stage, slot in zip(stages, slots):
                with slot:
                    value = stage(value)
        except Exception:
            return None
        return value

    with ThreadPoolExecutor(max_workers=workers * len(stages)) as executor:
        return list(executor.map(through, items))
