# every process takes the next number from a shared counter, until there is none
from multiprocessing import Process, SimpleQueue, Value


def work(counter, parts, term, n):
    part = 0
    while True:
        with counter.get_lock():
            i = counter.value
            counter.value += 1
        if i >= n:
            break
        part += term(i)
    parts.put(part)


def total(term, n, workers):
    counter, parts = Value("q", 0), SimpleQueue()
    processes = [Process(target=work, args=(counter, parts, term, n)) for _ in range(workers)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return sum(parts.get() for _ in processes)
