# must fail: one_thread_a_symbol
# kind: not_concurrent
# why: target=work_thread(...) calls the function in the main thread; the thread gets None
import threading


def print_symbols(symbols, count):
    output = []

    def work_thread(symbol):
        for _ in range(count):
            output.append(symbol)

    works = []
    for symbol in symbols:
        work = threading.Thread(target=work_thread(symbol))
        work.start()
        works.append(work)
    for work in works:
        work.join()
    return "".join(output)
