# style: no lock: one thread audits and writes; what the audit raises travels in a future
import queue
import threading
from concurrent.futures import Future


class Ledger:
    def __init__(self, audit):
        self.audit = audit
        self.entries = []
        self._orders = queue.SimpleQueue()
        threading.Thread(target=self._write, name="writer", daemon=True).start()

    def _write(self):
        while True:
            entry, done = self._orders.get()
            try:
                self.audit(sum(self.entries), entry)
            except BaseException as error:
                done.set_exception(error)
            else:
                self.entries.append(entry)
                done.set_result(None)

    def post(self, entry):
        done = Future()
        self._orders.put((entry, done))
        done.result()
