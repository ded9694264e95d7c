# style: the thread pool of multiprocessing, with a chunk for each symbol
from multiprocessing.pool import ThreadPool


def print_symbols(symbols, count):
    if not symbols:
        return ""
    output = []

    def work_thread(symbol):
        for _ in range(count):
            output.append(symbol)

    with ThreadPool(len(symbols)) as pool:
        pool.map(work_thread, symbols, chunksize=1)
    return "".join(output)
