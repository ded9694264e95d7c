# poses as: ex01_first_thread
# must fail: one_thread_a_symbol, complete_in_every_interleaving
# kind: leaked_thread, deadlock, never_ends, not_concurrent, killed
# why: every call leaves a thread that waits for ever
import threading


def print_symbols(symbols, count):
    threading.Thread(target=threading.Event().wait).start()
    output = []

    def work_thread(symbol):
        for _ in range(count):
            output.append(symbol)

    works = [threading.Thread(target=work_thread, args=(symbol,)) for symbol in symbols]
    for work in works:
        work.start()
    for work in works:
        work.join()
    return "".join(output)
