# must fail: the_stages_overlap
# kind: not_concurrent
# why: imap hands on in the order of the items, so a slow one keeps back those that are ready
from multiprocessing.pool import ThreadPool


def run_pipeline(items, stages, workers):
    pools = [ThreadPool(workers) for _ in stages]
    flow = iter(items)
    for pool, stage in zip(pools, stages):
        flow = pool.imap(stage, flow)
    try:
        return list(flow)
    finally:
        for pool in pools:
            pool.close()
        for pool in pools:
            pool.join()
