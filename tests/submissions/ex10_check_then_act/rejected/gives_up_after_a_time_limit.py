# must fail: nobody_is_turned_away, the_last_seats_have_one_buyer_each
# kind: race
# why: turned away after a tenth of a second, although seats are free
import threading
import time


class Flight:
    def __init__(self, seats, print_ticket=print):
        self.seats = list(seats)
        self.print_ticket = print_ticket
        self.passengers = {}
        self.lock = threading.Lock()

    def book(self, name):
        if not self.lock.acquire(timeout=0.1):
            return None
        try:
            seat = next((seat for seat in self.seats if seat not in self.passengers), None)
            if seat is None:
                return None
            time.sleep(10 / 1000)
            self.passengers[seat] = name
        finally:
            self.lock.release()
        self.print_ticket(name, seat)
        return seat
