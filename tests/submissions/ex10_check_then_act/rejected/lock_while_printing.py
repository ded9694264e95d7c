# must fail: others_book_while_a_ticket_is_printed
# kind: not_concurrent
# why: the lock is held while the ticket is printed, so three desks work like one
import threading


class Flight:
    def __init__(self, seats, print_ticket=print):
        self.seats = list(seats)
        self.print_ticket = print_ticket
        self.passengers = {}
        self.lock = threading.Lock()

    def book(self, name):
        with self.lock:
            for seat in self.seats:
                if seat not in self.passengers:
                    self.passengers[seat] = name
                    self.print_ticket(name, seat)
                    return seat
            return None
