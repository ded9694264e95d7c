# must fail: never_more_than_workers
# kind: wrong_result
# why: enough threads for all stages together, but they may all be in the same stage
from concurrent.futures import ThreadPoolExecutor
from functools import reduce


def run_pipeline(items, stages, workers):
    def through(value):
        return reduce(lambda got, stage: stage(got), stages, value)

    with ThreadPoolExecutor(max_workers=max(1, workers * len(stages))) as executor:
        return list(executor.map(through, items))
