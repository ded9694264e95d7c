# style: all counts have come, so whoever is still there after a while is ended
import multiprocessing


def count_some(queue, share):
    queue.put(share)


def count_hits(n, workers):
    queue = multiprocessing.SimpleQueue()
    children = []
    for k in range(workers):
        share = len(range(k, n, workers))
        child = multiprocessing.Process(target=count_some, args=(queue, share), daemon=True)
        child.start()
        children.append(child)
    hits = sum(queue.get() for _ in children)
    for child in children:
        child.join(timeout=5)
        if child.is_alive():
            child.kill()
            child.join()
        child.close()
    return hits
