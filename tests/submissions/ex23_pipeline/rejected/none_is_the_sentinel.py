# must fail: none_is_an_item
# kind: deadlock
# why: None ends a thread, but None is an item here: later items and sentinels are left behind
import threading
from queue import Queue


def run_pipeline(items, stages, workers):
    queues = [Queue() for _ in range(len(stages) + 1)]
    errors = []

    def work(number):
        while True:
            place, value = queues[number].get()
            if value is None:
                return
            try:
                queues[number + 1].put((place, stages[number](value)))
            except Exception as error:
                errors.append(error)

    crews = [
        [threading.Thread(target=work, args=(n,)) for _ in range(workers)]
        for n in range(len(stages))
    ]
    for crew in crews:
        for thread in crew:
            thread.start()
    for entry in enumerate(items):
        queues[0].put(entry)
    for inbox, crew in zip(queues, crews):
        for _ in crew:
            inbox.put((None, None))
        for thread in crew:
            thread.join()
    if errors:
        raise errors[0]
    places = dict(queues[-1].get() for _ in items)
    return [places[place] for place in range(len(items))]
