# must fail: no_process_is_left
# kind: leaked_process
# why: all counts have come, and nobody waits for the end of the children
import multiprocessing


def count_some(queue, share):
    queue.put(share)


def count_hits(n, workers):
    queue = multiprocessing.SimpleQueue()
    for k in range(workers):
        share = len(range(k, n, workers))
        multiprocessing.Process(target=count_some, args=(queue, share)).start()
    return sum(queue.get() for _ in range(workers))
