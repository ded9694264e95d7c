# poses as: ex01_first_thread
# must fail: one_thread_a_symbol
# kind: not_concurrent
# why: writes the text that threads would write, without a thread


def print_symbols(symbols, count):
    return "".join(symbols) * count
