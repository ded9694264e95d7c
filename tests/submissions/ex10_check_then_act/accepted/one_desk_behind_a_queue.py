# style: no lock: all orders go through a queue to one thread, which alone knows the seats
import queue
import threading
from concurrent.futures import Future


class Flight:
    def __init__(self, seats, print_ticket=print):
        self.free = list(seats)
        self.print_ticket = print_ticket
        self.passengers = {}
        self.orders = queue.Queue()
        threading.Thread(target=self._sell, daemon=True).start()

    def _sell(self):
        while True:
            name, answer = self.orders.get()
            seat = self.free.pop(0) if self.free else None
            if seat is not None:
                self.passengers[seat] = name
            answer.set_result(seat)

    def book(self, name):
        answer = Future()
        self.orders.put((name, answer))
        seat = answer.result()
        if seat is not None:
            self.print_ticket(name, seat)
        return seat
