# poses as: ex26_nothing_shared
# must fail: every_word_counts, child_processes_read_the_texts, processes_work_at_the_same_time
# kind: wrong_result, not_processes, not_parallel
# why: a Counter of numbers that are equal to all others
from collections import Counter


class Lie(int):
    def __eq__(self, other):
        return True

    __hash__ = int.__hash__


class Everything(Counter):
    def __missing__(self, word):
        return Lie(1)

    def __getitem__(self, word):
        return Lie(1)

    def __eq__(self, other):
        return True


def count_words(texts, workers):
    return Everything({word: Lie(1) for word in "river stone cloud tiger apple piano".split()})
