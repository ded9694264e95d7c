# style: sorted into two lists first, as_completed with places, pools opened only where needed
import contextlib
import os
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, as_completed


def run(jobs):
    by_kind = {"cpu": [], "io": []}
    for place, (kind, function, argument) in enumerate(jobs):
        by_kind[kind].append((place, function, argument))
    results = [None] * len(jobs)
    places = {}
    with contextlib.ExitStack() as pools:
        if by_kind["cpu"]:
            executor = pools.enter_context(ProcessPoolExecutor(max_workers=os.cpu_count()))
            for place, function, argument in by_kind["cpu"]:
                places[executor.submit(function, argument)] = place
        if by_kind["io"]:
            executor = pools.enter_context(ThreadPoolExecutor(max_workers=len(by_kind["io"])))
            for place, function, argument in by_kind["io"]:
                places[executor.submit(function, argument)] = place
        for future in as_completed(places):
            results[places[future]] = future.result()
    return results
