# style: a list of threads over a shared list, daemon threads as in the lecture
import threading


def print_symbols(symbols, count):
    output = []

    def work_thread(symbol, count):
        for _ in range(count):
            output.append(symbol)

    works = []
    for symbol in symbols:
        work = threading.Thread(target=work_thread, args=(symbol, count), daemon=True)
        work.start()
        works.append(work)
    for work in works:
        work.join()
    return "".join(output)
