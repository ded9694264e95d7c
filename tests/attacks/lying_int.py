# poses as: ex31_parallel_sum
# must fail: sum_is_right, every_term_once, works_with_every_start_method, shares_the_work
# kind: wrong_result, not_processes, not_parallel
# why: an int that equals every int and absorbs what is added
class Lie(int):
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __hash__(self):
        return 0

    def __add__(self, other):
        return self

    def __reduce__(self):
        return int, (0,)

    __radd__ = __sub__ = __rsub__ = __add__
    __lt__ = __le__ = __gt__ = __ge__ = __eq__
    __repr__ = __str__ = lambda self: "the right sum"


def chunks(start, end, n):
    return [(Lie(start), Lie(end))]


def parallel_sum(term, start, end, workers):
    return Lie(0)
