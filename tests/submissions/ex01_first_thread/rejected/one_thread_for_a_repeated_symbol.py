# must fail: every_symbol_count_times
# kind: wrong_result
# why: a dict keyed by symbol forgets the second entry of the same symbol
import threading


def print_symbols(symbols, count):
    output = []

    def work_thread(symbol):
        for _ in range(count):
            output.append(symbol)

    works = {
        symbol: threading.Thread(target=work_thread, args=(symbol,)) for symbol in symbols
    }
    for work in works.values():
        work.start()
    for work in works.values():
        work.join()
    return "".join(output)
