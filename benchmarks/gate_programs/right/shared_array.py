# every process writes its part into its own place of a shared array
from multiprocessing import Array, Process


def work(parts, k, term, n):
    for i in range(k, n, len(parts)):
        parts[k] += term(i)


def total(term, n, workers):
    parts = Array("q", workers)
    processes = [Process(target=work, args=(parts, k, term, n)) for k in range(workers)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return sum(parts)
