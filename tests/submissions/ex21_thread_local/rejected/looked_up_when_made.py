# must fail: nested_blocks_go_back
# kind: wrong_result
# why: what to go back to is looked up where the object is made, not where the block begins
import threading

own = threading.local()


def request_id():
    return getattr(own, "id", None)


class handling:
    def __init__(self, id):
        self.id = id
        self.before = request_id()

    def __enter__(self):
        own.id = self.id

    def __exit__(self, *exception):
        own.id = self.before
