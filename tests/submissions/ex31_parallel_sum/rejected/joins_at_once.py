# must fail: shares_the_work
# kind: not_parallel
# why: starts each process and joins it in the same round of the loop
import multiprocessing


def chunks(start, end, n):
    step = max(1, -(-(end - start) // n))
    return [(i, min(i + step, end)) for i in range(start, end, step)]


def part(term, first, stop):
    return sum(term(i) for i in range(first, stop))


def work(term, first, stop, queue):
    queue.put(part(term, first, stop))


def parallel_sum(term, start, end, workers):
    queue = multiprocessing.Queue()
    total = 0
    for first, stop in chunks(start, end, workers):
        process = multiprocessing.Process(target=work, args=(term, first, stop, queue))
        process.start()
        process.join()
        total += queue.get()
    return total
