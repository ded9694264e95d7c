# must fail: sum_is_right
# kind: wrong_result
# why: a shared number of 64 bits, and a larger sum does not fit into it
import multiprocessing


def chunks(start, end, n):
    step = max(1, -(-(end - start) // n))
    return [(i, min(i + step, end)) for i in range(start, end, step)]


def work(term, first, stop, total):
    part = sum(term(i) for i in range(first, stop))
    with total.get_lock():
        total.value += part


def parallel_sum(term, start, end, workers):
    total = multiprocessing.Value("q", 0)
    processes = [
        multiprocessing.Process(target=work, args=(term, first, stop, total))
        for first, stop in chunks(start, end, workers)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return total.value
