# must fail: one_block
# kind: wrong_result
# why: the id is set where the object is made, not where the block begins
import threading

own = threading.local()


def request_id():
    return getattr(own, "id", None)


class handling:
    def __init__(self, id):
        self.before = request_id()
        own.id = id

    def __enter__(self):
        pass

    def __exit__(self, *error):
        own.id = self.before
