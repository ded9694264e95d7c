# poses as: ex01_first_thread
# must fail: every_symbol_count_times, complete_in_every_interleaving
# kind: wrong_result, race
# why: a large text, and another one in every interleaving: together too much to send
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
    return "".join(output) + "x" * 150_000
