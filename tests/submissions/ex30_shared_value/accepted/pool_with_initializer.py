# style: a Pool whose processes inherit a raw Value and a Lock of its own
import multiprocessing


def prepare(shared, its_lock):
    global hits, lock
    hits, lock = shared, its_lock


def hit(_number):
    with lock:
        hits.value += 1


def count_hits(n, workers):
    shared, its_lock = multiprocessing.RawValue("q", 0), multiprocessing.Lock()
    with multiprocessing.Pool(workers, initializer=prepare, initargs=(shared, its_lock)) as pool:
        pool.map(hit, range(n))
        pool.close()
        pool.join()
    return shared.value
