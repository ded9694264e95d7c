# poses as: ex01_first_thread
# must fail: every_symbol_count_times, one_thread_a_symbol, complete_in_every_interleaving
# kind: wrong_result, not_concurrent, race, exception, killed
# why: 300 MB of text as the result
def print_symbols(symbols, count):
    return "o" * 300_000_000
