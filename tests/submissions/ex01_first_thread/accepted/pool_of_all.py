# style: a thread pool with as many workers as symbols
import concurrent.futures


def print_symbols(symbols, count):
    output = []

    def work_thread(symbol):
        for _ in range(count):
            output.append(symbol)

    with concurrent.futures.ThreadPoolExecutor(max_workers=max(1, len(symbols))) as executor:
        works = [executor.submit(work_thread, symbol) for symbol in symbols]
    for work in works:
        work.result()
    return "".join(output)
