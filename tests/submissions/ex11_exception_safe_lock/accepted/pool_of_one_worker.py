# style: no lock: a pool of one thread audits and writes; its futures bring the exceptions back
from concurrent.futures import ThreadPoolExecutor


class Ledger:
    def __init__(self, audit):
        self.audit = audit
        self.entries = []
        self.office = ThreadPoolExecutor(max_workers=1)

    def post(self, entry):
        self.office.submit(self._write, entry).result()

    def _write(self, entry):
        self.audit(sum(self.entries), entry)
        self.entries.append(entry)
