# must fail: works_with_every_start_method
# kind: exception
# why: a function inside a function cannot be sent to a process that starts afresh
import multiprocessing


def chunks(start, end, n):
    step = max(1, -(-(end - start) // n))
    return [(i, min(i + step, end)) for i in range(start, end, step)]


def part(term, first, stop):
    return sum(term(i) for i in range(first, stop))


def parallel_sum(term, start, end, workers):
    queue = multiprocessing.Queue()

    def work(first, stop):
        queue.put(part(term, first, stop))

    processes = [
        multiprocessing.Process(target=work, args=chunk) for chunk in chunks(start, end, workers)
    ]
    for process in processes:
        process.start()
    total = sum(queue.get() for _ in processes)
    for process in processes:
        process.join()
    return total
