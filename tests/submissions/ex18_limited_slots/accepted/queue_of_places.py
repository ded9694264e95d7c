# style: the places themselves lie in a Queue: get waits for one, put gives it back
import queue


class Parking:
    def __init__(self, n):
        self.places = queue.Queue()
        for number in range(n):
            self.places.put(number)

    def park(self, car, stay):
        place = self.places.get()
        try:
            return stay(car)
        finally:
            self.places.put(place)
