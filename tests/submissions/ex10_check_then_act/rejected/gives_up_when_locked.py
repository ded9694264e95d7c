# must fail: nobody_is_turned_away, the_last_seats_have_one_buyer_each
# kind: race
# why: whoever finds the lock taken gets no seat, although there are some
import threading


class Flight:
    def __init__(self, seats, print_ticket=print):
        self.seats = list(seats)
        self.print_ticket = print_ticket
        self.passengers = {}
        self.lock = threading.Lock()

    def book(self, name):
        if not self.lock.acquire(blocking=False):
            return None
        try:
            free = [seat for seat in self.seats if seat not in self.passengers]
            if not free:
                return None
            self.passengers[free[0]] = name
        finally:
            self.lock.release()
        self.print_ticket(name, free[0])
        return free[0]
