# style: a ThreadPool for each stage, the unordered results of one are the tasks of the next
from multiprocessing.pool import ThreadPool


def run_pipeline(items, stages, workers):
    pools = []
    flow = ((n, True, item) for n, item in enumerate(items))
    for stage in stages:

        def step(triple, stage=stage):
            n, fine, item = triple
            if fine:
                try:
                    return n, True, stage(item)
                except BaseException as e:
                    return n, False, e
            return triple

        pool = ThreadPool(workers)
        pools.append(pool)
        flow = pool.imap_unordered(step, flow)
    out = sorted(flow, key=lambda t: t[0])
    for pool in pools:
        pool.close()
    for pool in pools:
        pool.join()
    for _, fine, item in out:
        if not fine:
            raise item
    return [item for _, _, item in out]
