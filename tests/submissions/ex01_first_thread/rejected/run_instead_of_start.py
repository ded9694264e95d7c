# must fail: one_thread_a_symbol
# kind: not_concurrent
# why: run() executes the target in the calling thread; only start() makes a new one
import threading


def print_symbols(symbols, count):
    output = []

    def work_thread(symbol):
        for _ in range(count):
            output.append(symbol)

    for symbol in symbols:
        threading.Thread(target=work_thread, args=(symbol,)).run()
    return "".join(output)
