# poses as: ex01_first_thread
# must fail: every_symbol_count_times, one_thread_a_symbol, complete_in_every_interleaving
# kind: wrong_result, not_concurrent, race
# why: a str whose methods say what is wanted
class Lie(str):
    def __eq__(self, other):
        return True

    __hash__ = str.__hash__

    def __contains__(self, item):
        return True

    def __len__(self):
        return 4

    def count(self, *args):
        return 2

    def index(self, *args):
        return 0

    def rindex(self, *args):
        return 9


def print_symbols(symbols, count):
    return Lie("")
