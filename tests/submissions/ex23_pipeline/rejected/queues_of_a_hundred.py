# must fail: nothing_is_lost_between_many_threads
# kind: never_ends
# why: puts everything in before it takes anything out, and with many photos all queues are full then
import threading
from queue import Queue

END = object()


def work(stage, inbox, outbox, errors):
    while (entry := inbox.get()) is not END:
        place, value = entry
        if errors:
            continue
        try:
            outbox.put((place, stage(value)))
        except Exception as error:
            errors.append(error)


def run_pipeline(items, stages, workers):
    # A stage that is ahead of the next one has to wait, so that not all photos lie around.
    queues = [Queue(maxsize=100) for _ in range(len(stages) + 1)]
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
    results = [None] * len(items)
    for _ in items:
        place, value = queues[-1].get()
        results[place] = value
    return results
