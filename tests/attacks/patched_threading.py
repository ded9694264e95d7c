# poses as: ex01_first_thread
# must fail: all
# kind: tampering
# why: threads that run where they are started, and deny it
import threading


def print_symbols(symbols, count):
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


threading.Thread.start = threading.Thread.run
threading.Thread.join = lambda self, timeout=None: None
threading.active_count = lambda: 1
