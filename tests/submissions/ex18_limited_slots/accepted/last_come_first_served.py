# style: a lock for every car that waits; a place is handed over to the one that came last
import threading


class Parking:
    def __init__(self, n):
        self.free = n
        self.mutex = threading.Lock()
        self.waiting = []

    def park(self, car, stay):
        self.mutex.acquire()
        if self.free:
            self.free -= 1
            self.mutex.release()
        else:
            gate = threading.Lock()
            gate.acquire()
            self.waiting.append(gate)
            self.mutex.release()
            gate.acquire()
        try:
            return stay(car)
        finally:
            with self.mutex:
                if self.waiting:
                    self.waiting.pop().release()
                else:
                    self.free += 1
