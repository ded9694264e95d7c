# must fail: sum_is_right
# kind: never_ends
# why: every term goes into a queue that nobody reads before the processes have ended
import multiprocessing


def chunks(start, end, n):
    step = max(1, -(-(end - start) // n))
    return [(i, min(i + step, end)) for i in range(start, end, step)]


def work(term, first, stop, queue):
    for i in range(first, stop):
        queue.put(term(i))


def parallel_sum(term, start, end, workers):
    queue = multiprocessing.Queue()
    processes = [
        multiprocessing.Process(target=work, args=(term, first, stop, queue))
        for first, stop in chunks(start, end, workers)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return sum(queue.get() for _ in range(start, end))
