# must fail: complete_in_every_interleaving
# kind: race
# why: text += symbol reads and writes in two steps, so another thread's symbol can be lost
import threading


def print_symbols(symbols, count):
    text = ""

    def work_thread(symbol):
        nonlocal text
        for _ in range(count):
            text += symbol

    works = [threading.Thread(target=work_thread, args=(symbol,)) for symbol in symbols]
    for work in works:
        work.start()
    for work in works:
        work.join()
    return text
