# poses as: ex01_first_thread
# must fail: all
# kind: leaked_thread
# why: a thread that is no daemon and never ends
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


threading.Thread(target=threading.Event().wait).start()
