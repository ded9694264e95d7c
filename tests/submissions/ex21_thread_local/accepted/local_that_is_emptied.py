# style: the dict of a threading.local is put aside and put back, by an ExitStack
import threading
from contextlib import ExitStack, contextmanager

mine = threading.local()


def request_id():
    try:
        return mine.id
    except AttributeError:
        return None


def put_back(state):
    mine.__dict__.clear()
    mine.__dict__.update(state)


@contextmanager
def handling(id):
    with ExitStack() as stack:
        stack.callback(put_back, dict(mine.__dict__))
        mine.id = id
        yield
