# must fail: every_item_passes_every_stage
# kind: wrong_result
# why: keeps the results in the list of the caller, whose items are gone then
import threading
from queue import Queue

END = object()


def work(stage, items, inbox, outbox, errors):
    while (place := inbox.get()) is not END:
        try:
            items[place] = stage(items[place])
        except Exception as error:
            errors.append(error)
        else:
            outbox.put(place)


def run_pipeline(items, stages, workers):
    queues = [Queue() for _ in range(len(stages) + 1)]
    errors = []
    crews = []
    for stage, inbox, outbox in zip(stages, queues, queues[1:]):
        crew = [
            threading.Thread(target=work, args=(stage, items, inbox, outbox, errors))
            for _ in range(workers)
        ]
        crews.append(crew)
        for thread in crew:
            thread.start()
    for place in range(len(items)):
        queues[0].put(place)
    for inbox, crew in zip(queues, crews):
        for _ in crew:
            inbox.put(END)
        for thread in crew:
            thread.join()
    if errors:
        raise errors[0]
    return items
