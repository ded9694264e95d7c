# must fail: an_exception_ends_the_pipeline
# kind: exception
# why: the exception ends a thread of the pipeline instead of run_pipeline
import threading
from queue import Queue

END = object()


def work(stage, inbox, outbox):
    while (entry := inbox.get()) is not END:
        place, value = entry
        outbox.put((place, stage(value)))


def run_pipeline(items, stages, workers):
    queues = [Queue() for _ in range(len(stages) + 1)]
    crews = [
        [
            threading.Thread(target=work, args=(stage, queues[n], queues[n + 1]))
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
        for _ in crew:
            inbox.put(END)
        for thread in crew:
            thread.join()
    found = {}
    while not queues[-1].empty():
        place, value = queues[-1].get()
        found[place] = value
    return [found.get(place) for place in range(len(items))]
