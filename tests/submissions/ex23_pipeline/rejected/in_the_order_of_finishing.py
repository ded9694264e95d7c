# must fail: nothing_is_lost_between_many_threads
# kind: race
# why: everything arrives, but in the order in which it was finished
import threading
from queue import Queue

END = object()


def work(stage, inbox, outbox, errors):
    while (value := inbox.get()) is not END:
        try:
            outbox.put(stage(value))
        except Exception as error:
            errors.append(error)


def run_pipeline(items, stages, workers):
    queues = [Queue() for _ in range(len(stages) + 1)]
    errors = []
    crews = [
        [
            threading.Thread(target=work, args=(stage, queues[n], queues[n + 1], errors))
            for _ in range(workers)
        ]
        for n, stage in enumerate(stages)
    ]
    for crew in crews:
        for thread in crew:
            thread.start()
    for item in items:
        queues[0].put(item)
    for inbox, crew in zip(queues, crews):
        for _ in crew:
            inbox.put(END)
        for thread in crew:
            thread.join()
    if errors:
        raise errors[0]
    return [queues[-1].get() for _ in items]
