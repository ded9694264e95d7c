# must fail: place_comes_back_after_an_exception
# kind: wrong_result
# why: two accidents at once share one attribute: a driver hears of somebody else's, or of none
import threading


class Parking:
    def __init__(self, n):
        self.places = threading.Semaphore(n)

    def park(self, car, stay):
        receipt = None
        with self.places:
            self.error = None
            try:
                receipt = stay(car)
            except BaseException as error:
                self.error = error
            mine = self.error
            if mine is not None:
                raise mine
        return receipt
