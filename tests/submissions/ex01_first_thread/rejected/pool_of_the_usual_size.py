# must fail: one_thread_a_symbol
# kind: not_concurrent
# why: a pool that is not told how many has four threads more than there are CPUs: the rest wait
import concurrent.futures


def print_symbols(symbols, count):
    output = []

    def work_thread(symbol):
        for _ in range(count):
            output.append(symbol)

    with concurrent.futures.ThreadPoolExecutor() as executor:
        works = [executor.submit(work_thread, symbol) for symbol in symbols]
    for work in works:
        work.result()
    return "".join(output)
