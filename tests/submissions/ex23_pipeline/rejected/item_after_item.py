# must fail: the_stages_overlap
# kind: not_concurrent
# why: a plain loop, no thread at all
def run_pipeline(items, stages, workers):
    results = []
    for value in items:
        for stage in stages:
            value = stage(value)
        results.append(value)
    return results
