"""Several worker threads write symbols at the same time."""

import threading
import time


def print_symbols(symbols, count):
    """Let one thread for each symbol write it `count` times; return the whole text."""
    # All threads of a process see the same objects, so one list serves as the shared output.
    # Nobody needs a lock here: append is a single step, and its order does not matter.
    output = []

    def work_thread(symbol):
        for _ in range(count):
            output.append(symbol)
            # Only here to let a person see the symbols mix; nothing depends on it.
            time.sleep(1 / 1000)

    # target gets the function itself. work_thread(symbol) would call it right here, in the main
    # thread, and hand its result (None) to Thread.
    # args is a tuple, and a tuple of one needs its comma: (symbol) is just symbol, and a symbol
    # such as "ab" would be unpacked into the two arguments "a" and "b".
    works = [threading.Thread(target=work_thread, args=(symbol,)) for symbol in symbols]

    # First start them all, then wait for them all. With start and join in the same loop, each
    # thread would have to end before the next one begins.
    for work in works:
        work.start()
    for work in works:
        work.join()

    # After the last join no thread can add anything any more.
    return "".join(output)


def main():
    print(print_symbols(["o", "x", "#", "-", "@"], 10))


if __name__ == "__main__":
    main()
