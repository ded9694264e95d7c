# one lock around the computing, where around the adding would do
from multiprocessing import Process, Value


def work(result, term, first, n, step):
    for i in range(first, n, step):
        with result.get_lock():
            result.value += term(i)


def total(term, n, workers):
    result = Value("q", 0)
    processes = [Process(target=work, args=(result, term, k, n, workers)) for k in range(workers)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return result.value
