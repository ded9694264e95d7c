# must fail: no_thread_is_left
# kind: leaked_thread
# why: raises at once, and leaves daemon threads waiting at their queues
import threading
from queue import Queue


def work(stage, inbox, outbox):
    while True:
        place, value, error = inbox.get()
        if error is None:
            try:
                value = stage(value)
            except Exception as caught:
                error = caught
        outbox.put((place, value, error))


def run_pipeline(items, stages, workers):
    queues = [Queue() for _ in range(len(stages) + 1)]
    for n, stage in enumerate(stages):
        for _ in range(workers):
            threading.Thread(
                target=work, args=(stage, queues[n], queues[n + 1]), daemon=True
            ).start()
    for place, value in enumerate(items):
        queues[0].put((place, value, None))
    results = [None] * len(items)
    for _ in items:
        place, value, error = queues[-1].get()
        if error:
            raise error
        results[place] = value
    return results
