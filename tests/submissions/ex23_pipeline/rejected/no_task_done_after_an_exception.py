# must fail: an_exception_ends_the_pipeline
# kind: deadlock
# why: the exception is kept, but skips task_done, so Queue.join() waits for ever
import threading
from queue import Queue

END = object()


def work(stage, inbox, outbox, errors):
    while (entry := inbox.get()) is not END:
        place, value = entry
        try:
            outbox.put((place, stage(value)))
            inbox.task_done()
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
    for inbox in queues[:-1]:
        inbox.join()
    for inbox in queues[:-1]:
        for _ in range(workers):
            inbox.put(END)
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    found = dict(queues[-1].get() for _ in items)
    return [found[place] for place in range(len(items))]
