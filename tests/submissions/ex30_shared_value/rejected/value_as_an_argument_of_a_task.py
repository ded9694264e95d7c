# must fail: all_hits_are_counted, no_hit_is_lost, works_with_every_start_method
# kind: exception
# why: a Value cannot be sent to a pool that already runs
import multiprocessing
from concurrent.futures import ProcessPoolExecutor


def count_some(hits, share):
    for _ in range(share):
        with hits.get_lock():
            hits.value += 1


def count_hits(n, workers):
    hits = multiprocessing.Value("i", 0)
    with ProcessPoolExecutor(max_workers=workers) as executor:
        works = [
            executor.submit(count_some, hits, len(range(k, n, workers))) for k in range(workers)
        ]
    for work in works:
        work.result()
    return hits.value
