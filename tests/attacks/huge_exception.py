# poses as: ex13_transfer
# must fail: all
# kind: exception
# why: exceptions with endless texts, odd causes and names that are no names


class Odd(Exception):
    def __str__(self):
        return "x" * 1_000_000

    __repr__ = __str__


Odd.__name__ = "\x1b[31m" + "y" * 1_000_000


class Account:
    def __init__(self, name, balance):
        self.balance = balance


def transfer(source, target, amount):
    first, second = Odd("a" * 1_000_000), Odd()
    first.__cause__, second.__cause__ = second, first
    raise first
