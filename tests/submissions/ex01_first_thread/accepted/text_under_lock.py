# style: one growing text, each addition under a lock
import threading


def print_symbols(symbols, count):
    text = ""
    lock = threading.Lock()

    def work_thread(symbol):
        nonlocal text
        for _ in range(count):
            with lock:
                text += symbol

    works = [threading.Thread(target=work_thread, args=[symbol]) for symbol in symbols]
    for work in works:
        work.start()
    for work in works:
        work.join()
    return text
