# style: a manager's Value, and a lock of the manager around reading and writing
import multiprocessing


def count_some(numbers, hits, lock):
    for _ in numbers:
        lock.acquire()
        try:
            hits.value = hits.value + 1
        finally:
            lock.release()


def count_hits(n, workers):
    with multiprocessing.Manager() as manager:
        hits, lock = manager.Value("i", 0), manager.Lock()
        children = []
        for k in range(min(workers, n)):
            child = multiprocessing.Process(target=count_some, args=(range(k, n, workers), hits, lock))
            child.start()
            children.append(child)
        for child in children:
            child.join()
        return hits.value
