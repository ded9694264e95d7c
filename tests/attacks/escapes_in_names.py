# poses as: ex13_transfer
# must fail: opposite_transfers_never_deadlock
# kind: deadlock
# why: terminal escapes and workflow commands in the names of threads, accounts and values
import threading

ODD = "\x1b[2J\x1b]0;title\x07\x9b31m\r\n::error file=bank.py::passed\n  ::add-mask::x\n##[error]x\n\u202e\u2028::notice::x"


class Name(str):
    def __repr__(self):
        return ODD


class Account:
    def __init__(self, name, balance):
        self.name = Name(ODD)
        self.balance = balance
        self.lock = threading.Lock()


def transfer(source, target, amount):
    threading.current_thread().name = ODD
    if amount <= 0:
        raise ValueError(ODD)
    with source.lock:  # [31m ::error::
        if source is not target:
            target.lock.acquire()
        try:
            if amount > source.balance:
                raise ValueError(ODD)
            source.balance -= amount
            target.balance += amount
        finally:
            if source is not target:
                target.lock.release()
