# style: one Process a chunk, results through a multiprocessing.Queue, evenly spread borders
import multiprocessing


def chunks(start, end, n):
    length = max(0, end - start)
    borders = [start + length * k // n for k in range(n + 1)]
    return [(a, b) for a, b in zip(borders, borders[1:]) if a < b]


def work(term, first, stop, queue):
    queue.put(sum(map(term, range(first, stop))))


def parallel_sum(term, start, end, workers):
    queue = multiprocessing.Queue()
    processes = []
    for first, stop in chunks(start, end, workers):
        process = multiprocessing.Process(target=work, args=(term, first, stop, queue))
        process.start()
        processes.append(process)
    total = sum(queue.get() for _ in processes)
    for process in processes:
        process.join()
    return total
