# must fail: symbols_of_any_length
# kind: race
# why: a symbol of two characters is added in two steps, so another symbol can come between
import threading


def print_symbols(symbols, count):
    output = []

    def work_thread(symbol):
        for _ in range(count):
            for character in symbol:
                output.append(character)

    works = [threading.Thread(target=work_thread, args=(symbol,)) for symbol in symbols]
    for work in works:
        work.start()
    for work in works:
        work.join()
    return "".join(output)
