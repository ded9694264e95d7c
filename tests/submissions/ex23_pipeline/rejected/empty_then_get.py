# must fail: nothing_is_lost_between_many_threads
# kind: deadlock
# why: stage by stage, and still: two threads see the last item, one gets it, the other waits for ever
import queue
import threading


def work(stage, inbox, outbox, errors):
    while not inbox.empty():
        place, value = inbox.get()
        try:
            outbox.put((place, stage(value)))
        except Exception as error:
            errors.append(error)


def run_pipeline(items, stages, workers):
    queues = [queue.Queue() for _ in range(len(stages) + 1)]
    errors = []
    for entry in enumerate(items):
        queues[0].put(entry)
    for n, stage in enumerate(stages):
        crew = [
            threading.Thread(target=work, args=(stage, queues[n], queues[n + 1], errors))
            for _ in range(workers)
        ]
        for thread in crew:
            thread.start()
        for thread in crew:
            thread.join()
    if errors:
        raise errors[0]
    found = dict(queues[-1].get() for _ in items)
    return [found[place] for place in range(len(items))]
