# must fail: one_thread_a_symbol
# kind: not_concurrent
# why: each thread is waited for before the next one is started
import threading


def print_symbols(symbols, count):
    output = []

    def work_thread(symbol):
        for _ in range(count):
            output.append(symbol)

    for symbol in symbols:
        work = threading.Thread(target=work_thread, args=(symbol,))
        work.start()
        work.join()
    return "".join(output)
