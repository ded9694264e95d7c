# as in the lecture: an executor whose tasks put their parts into a queue of a Manager
import concurrent.futures
import multiprocessing


def child_process(queue, term, first, stop):
    part = 0
    for i in range(first, stop):
        part += term(i)
    queue.put(part)


def total(term, n, workers):
    with multiprocessing.Manager() as manager:
        queue = manager.Queue()
        step = n // workers + (1 if n % workers else 0)
        with concurrent.futures.ProcessPoolExecutor(max_workers=workers) as executor:
            children = [
                executor.submit(child_process, queue, term, i, min(i + step, n))
                for i in range(0, n, step)
            ]
        concurrent.futures.wait(children)
        result = 0
        while not queue.empty():
            result += queue.get()
        return result
