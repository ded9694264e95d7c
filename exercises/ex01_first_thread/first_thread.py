"""Several worker threads write symbols at the same time.

Run this file to see what goes wrong:

    python exercises/ex01_first_thread/first_thread.py
"""

import itertools
import threading
import time


def print_symbols(symbols, count):
    """Let one thread for each symbol write it `count` times, all at the same time.

    symbols: a list of texts; one may be longer than a character, and may come more than once.
    count: how often each thread adds its symbol to the shared output, one at a time; 0 or more.

    Returns the whole text as a str, when every thread has ended. The order of the symbols is the
    order in which the threads happened to run. No symbols give "".
    """
    output = []

    def work_thread(symbol):
        for _ in range(count):
            output.append(symbol)
            time.sleep(1 / 1000)

    for symbol in symbols:
        work = threading.Thread(target=work_thread(symbol), args=(symbol))
        work.start()

    return "".join(output)


def main():
    symbols = ["o", "x", "#", "-", "@"]
    text = print_symbols(symbols, 10)
    print(text)

    blocks = [symbol for symbol, _ in itertools.groupby(text)]
    print(f"{len(symbols)} symbols, {len(text)} characters, in {len(blocks)} blocks.")
    if len(blocks) <= len(symbols):
        print("No two threads ever wrote at the same time. Which thread did all of this?")


if __name__ == "__main__":
    main()
