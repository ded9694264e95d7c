# must fail: it_is_built_by_hand
# kind: wrong_result
# why: the future of concurrent.futures does it all
from concurrent import futures


class Promise(futures.Future):
    def set_result(self, value):
        try:
            super().set_result(value)
        except futures.InvalidStateError:
            raise RuntimeError("set twice") from None

    def set_exception(self, error):
        try:
            super().set_exception(error)
        except futures.InvalidStateError:
            raise RuntimeError("set twice") from None
