# must fail: nothing_is_lost_between_many_threads
# kind: deadlock
# why: one sentinel for each stage: one thread finds it, the others wait for ever
import threading
from queue import Queue

END = object()


def work(stage, inbox, outbox, errors):
    while (entry := inbox.get()) is not END:
        place, value = entry
        try:
            outbox.put((place, stage(value)))
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
    for entry in enumerate(items):
        queues[0].put(entry)
    for inbox, crew in zip(queues, crews):
        inbox.put(END)
        for thread in crew:
            thread.join()
    if errors:
        raise errors[0]
    found = dict(queues[-1].get() for _ in items)
    return [found[place] for place in range(len(items))]
