# style: as in the lecture, a Manager queue and a process pool
import concurrent.futures
import multiprocessing


def chunks(start, end, n):
    length = end - start
    if length <= 0:
        return []
    step = length // n + (1 if length % n else 0)
    return [(i, i + step if i + step <= end else end) for i in range(start, end, step)]


def child_process(term, first, stop, queue):
    total = 0
    for i in range(first, stop):
        total += term(i)
    queue.put(total)


def parallel_sum(term, start, end, workers):
    with multiprocessing.Manager() as manager:
        queue = manager.Queue()
        children = []
        with concurrent.futures.ProcessPoolExecutor(max_workers=workers) as executor:
            for first, stop in chunks(start, end, workers):
                children.append(executor.submit(child_process, term, first, stop, queue))
        concurrent.futures.wait(children)

        total = 0
        while not queue.empty():
            total += queue.get()
        return total
