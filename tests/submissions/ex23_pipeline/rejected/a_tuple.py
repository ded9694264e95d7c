# must fail: every_item_passes_every_stage
# kind: wrong_result
# why: the results are in order, but in a tuple where a list is promised
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
    crews = []
    for stage, inbox, outbox in zip(stages, queues, queues[1:]):
        crew = [
            threading.Thread(target=work, args=(stage, inbox, outbox, errors))
            for _ in range(workers)
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
    if not items:
        return []
    in_order = sorted((queues[-1].get() for _ in items), key=lambda entry: entry[0])
    _places, results = zip(*in_order)
    return results
