# a shared sum under a lock; the lock is held for the addition only
from multiprocessing import Process, Value


def work(result, term, first, n, step):
    for i in range(first, n, step):
        value = term(i)
        with result.get_lock():
            result.value += value


def total(term, n, workers):
    result = Value("q", 0)
    processes = [Process(target=work, args=(result, term, k, n, workers)) for k in range(workers)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return result.value
