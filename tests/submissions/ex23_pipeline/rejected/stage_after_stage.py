# must fail: the_stages_overlap
# kind: not_concurrent
# why: all items pass one stage before the first of them enters the next
from concurrent.futures import ThreadPoolExecutor


def run_pipeline(items, stages, workers):
    values = list(items)
    for stage in stages:
        with ThreadPoolExecutor(workers) as executor:
            values = list(executor.map(stage, values))
    return values
