# must fail: complete_in_every_interleaving
# kind: race
# why: only the thread started last is waited for; the others may still be writing
import threading


def print_symbols(symbols, count):
    output = []

    def work_thread(symbol):
        for _ in range(count):
            output.append(symbol)

    work = None
    for symbol in symbols:
        work = threading.Thread(target=work_thread, args=(symbol,))
        work.start()
    if work is not None:
        work.join()
    return "".join(output)
