# threads of the main process, each of which waits for a task of an executor
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def share(term, first, n, step):
    return sum(term(i) for i in range(first, n, step))


def total(term, n, workers):
    with ProcessPoolExecutor(workers) as processes, ThreadPoolExecutor(workers) as threads:

        def wait_for(k):
            return processes.submit(share, term, k, n, workers).result()

        return sum(threads.map(wait_for, range(workers)))
