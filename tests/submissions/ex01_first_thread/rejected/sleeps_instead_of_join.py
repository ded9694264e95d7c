# must fail: complete_in_every_interleaving
# kind: race
# why: a sleep is a guess: no length of it makes sure that the threads have ended
import threading
import time


def print_symbols(symbols, count):
    output = []

    def work_thread(symbol):
        for _ in range(count):
            output.append(symbol)
            time.sleep(1 / 1000)

    for symbol in symbols:
        threading.Thread(target=work_thread, args=(symbol,)).start()
    time.sleep(count / 1000)
    return "".join(output)
