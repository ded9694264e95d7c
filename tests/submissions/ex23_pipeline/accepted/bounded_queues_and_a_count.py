# style: queues of two places; the last thread of a stage to find a sentinel passes them on
import threading
from queue import Queue


class Stage:
    def __init__(self, function, workers, inbox, outbox, heirs, errors):
        self.function, self.inbox, self.outbox = function, inbox, outbox
        self.at_work, self.heirs, self.errors = workers, heirs, errors
        self.lock = threading.Lock()
        self.threads = [threading.Thread(target=self.run) for _ in range(workers)]

    def run(self):
        while True:
            entry = self.inbox.get()
            if entry is None:
                break
            if not self.errors:
                place, value = entry
                try:
                    value = self.function(value)
                except Exception as error:
                    self.errors.append(error)
                else:
                    self.outbox.put((place, value))
        with self.lock:
            self.at_work -= 1
            last = self.at_work == 0
        if last:
            for _ in range(self.heirs):
                self.outbox.put(None)


def run_pipeline(items, stages, workers):
    queues = [Queue(2) for _ in range(len(stages) + 1)]
    errors = []
    line = [
        Stage(stage, workers, queues[n], queues[n + 1], workers if n + 1 < len(stages) else 1, errors)
        for n, stage in enumerate(stages)
    ]

    def feed():
        for entry in enumerate(items):
            queues[0].put(entry)
        for _ in range(workers if stages else 1):
            queues[0].put(None)

    threads = [threading.Thread(target=feed), *(t for stage in line for t in stage.threads)]
    for thread in threads:
        thread.start()
    results = [None] * len(items)
    for place, value in iter(queues[-1].get, None):
        results[place] = value
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return results
