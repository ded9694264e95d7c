# must fail: nothing_is_lost_between_many_threads
# kind: race
# why: a sentinel is put back for the next thread and passed on at once, while others still work
import threading
from queue import Queue

END = object()


def work(stage, inbox, outbox, errors):
    while True:
        entry = inbox.get()
        if entry is END:
            inbox.put(END)
            outbox.put(END)
            return
        place, value = entry
        try:
            outbox.put((place, stage(value)))
        except Exception as error:
            errors.append(error)


def run_pipeline(items, stages, workers):
    queues = [Queue() for _ in range(len(stages) + 1)]
    errors = []
    threads = [
        threading.Thread(target=work, args=(stage, queues[n], queues[n + 1], errors))
        for n, stage in enumerate(stages)
        for _ in range(workers)
    ]
    for thread in threads:
        thread.start()
    for entry in enumerate(items):
        queues[0].put(entry)
    queues[0].put(END)
    found = {}
    while (entry := queues[-1].get()) is not END:
        place, value = entry
        found[place] = value
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return [found[place] for place in sorted(found)]
