# workers that sleep, as if they worked, beside a main process that does it all
import time
from multiprocessing import Process


def total(term, n, workers):
    processes = [Process(target=time.sleep, args=(0.3,)) for _ in range(workers)]
    for process in processes:
        process.start()
    result = sum(term(i) for i in range(n))
    for process in processes:
        process.join()
    return result
