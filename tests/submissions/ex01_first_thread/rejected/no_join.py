# must fail: complete_in_every_interleaving
# kind: race
# why: nobody waits for the threads, so the text may lack what they were about to write
import threading


def print_symbols(symbols, count):
    output = []

    def work_thread(symbol):
        for _ in range(count):
            output.append(symbol)

    for symbol in symbols:
        threading.Thread(target=work_thread, args=(symbol,)).start()
    return "".join(output)
