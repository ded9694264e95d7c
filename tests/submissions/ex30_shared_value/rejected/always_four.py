# must fail: workers_processes_take_part
# kind: not_processes
# why: four processes, whatever workers says
import multiprocessing


def count_some(queue, share):
    queue.put(share)


def count_hits(n, workers):
    queue = multiprocessing.SimpleQueue()
    shares = [len(range(k, n, 4)) for k in range(4)]
    children = [multiprocessing.Process(target=count_some, args=(queue, s)) for s in shares]
    for child in children:
        child.start()
    for child in children:
        child.join()
    return sum(queue.get() for _ in children)
