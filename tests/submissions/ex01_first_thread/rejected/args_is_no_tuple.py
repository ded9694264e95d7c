# must fail: symbols_of_any_length
# kind: exception
# why: args=(symbol) is the text itself, so "ab" becomes two arguments
import threading


def print_symbols(symbols, count):
    output = []

    def work_thread(symbol):
        for _ in range(count):
            output.append(symbol)

    works = [threading.Thread(target=work_thread, args=(symbol)) for symbol in symbols]
    for work in works:
        work.start()
    for work in works:
        work.join()
    return "".join(output)
