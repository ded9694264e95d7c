# must fail: an_exception_ends_the_pipeline
# kind: wrong_result
# why: the exceptions are in a list of the module, and the next call raises an old one
import threading
from queue import Queue

END = object()
errors = []


def work(stage, inbox, outbox):
    while (entry := inbox.get()) is not END:
        place, value = entry
        try:
            outbox.put((place, stage(value)))
        except Exception as error:
            errors.append(error)


def run_pipeline(items, stages, workers):
    queues = [Queue() for _ in range(len(stages) + 1)]
    crews = []
    for stage, inbox, outbox in zip(stages, queues, queues[1:]):
        crew = [
            threading.Thread(target=work, args=(stage, inbox, outbox)) for _ in range(workers)
        ]
        crews.append(crew)
        for thread in crew:
            thread.start()
    for entry in enumerate(items):
        queues[0].put(entry)
    for inbox, crew in zip(queues, crews):
        for _ in crew:
            inbox.put(END)
        for thread in crew:
            thread.join()
    if errors:
        raise errors[0]
    results = [None] * len(items)
    for _ in items:
        place, value = queues[-1].get()
        results[place] = value
    return results
