# style: acquire and try/finally, the lecture's way; free seats counted first
import threading
import time


class Flight:
    def __init__(self, seats, print_ticket=print):
        self.seats = seats
        self.print_ticket = print_ticket
        self.passengers = {}
        self.lock = threading.Lock()

    def book(self, name):
        self.lock.acquire()
        try:
            if len(self.passengers) == len(self.seats):
                return None
            free = [seat for seat in self.seats if seat not in self.passengers]
            time.sleep(10 / 1000)
            seat = free[-1]
            self.passengers[seat] = name
        finally:
            self.lock.release()
        self.print_ticket(name, seat)
        return seat
