# style: hits are taken from one queue, counts come back through another
import multiprocessing


def count(hits, counts):
    mine = 0
    while hits.get() is not None:
        mine += 1
    counts.put(mine)


def count_hits(n, workers):
    hits, counts = multiprocessing.Queue(), multiprocessing.SimpleQueue()
    children = [
        multiprocessing.Process(target=count, args=(hits, counts), daemon=True)
        for _ in range(workers)
    ]
    for child in children:
        child.start()
    for hit in [*range(n), *[None] * workers]:
        hits.put(hit)
    total = sum(counts.get() for _ in children)
    for child in children:
        child.join()
    return total
