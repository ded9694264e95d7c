# must fail: no_seat_is_sold_twice, the_last_seats_have_one_buyer_each
# kind: race
# why: the lock is only taken for the act; the check may be out of date by then
import threading
import time


class Flight:
    def __init__(self, seats, print_ticket=print):
        self.seats = list(seats)
        self.print_ticket = print_ticket
        self.passengers = {}
        self.lock = threading.Lock()

    def book(self, name):
        for seat in self.seats:
            if seat not in self.passengers:
                with self.lock:
                    time.sleep(10 / 1000)
                    self.passengers[seat] = name
                self.print_ticket(name, seat)
                return seat
        return None
