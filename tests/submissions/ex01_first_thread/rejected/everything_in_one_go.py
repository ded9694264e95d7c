# must fail: one_thread_a_symbol
# kind: not_concurrent
# why: each thread adds all its symbols in one step, so no two threads ever mix
import threading


def print_symbols(symbols, count):
    output = []

    def work_thread(symbol):
        output.append(symbol * count)

    works = [threading.Thread(target=work_thread, args=(symbol,)) for symbol in symbols]
    for work in works:
        work.start()
    for work in works:
        work.join()
    return "".join(output)
