# must fail: the_stages_overlap
# kind: not_concurrent
# why: never more than four threads for a stage, however many were asked for
import threading
from queue import Queue

END = object()


def run_pipeline(items, stages, workers):
    queues = [Queue() for _ in range(len(stages) + 1)]
    failures = []

    def work(stage, inbox, outbox):
        while True:
            got = inbox.get()
            if got is END:
                return
            if failures:
                continue
            n, item = got
            try:
                item = stage(item)
            except BaseException as error:
                failures.append(error)
            else:
                outbox.put((n, item))

    rows = [
        [threading.Thread(target=work, args=(s, i, o)) for _ in range(min(4, workers))]
        for s, i, o in zip(stages, queues, queues[1:])
    ]
    for row in rows:
        for t in row:
            t.start()
    for pair in enumerate(items):
        queues[0].put(pair)
    for row, inbox in zip(rows, queues):
        for _ in row:
            inbox.put(END)
        for t in row:
            t.join()
    if failures:
        raise failures[0]
    results = [None] * len(items)
    while not queues[-1].empty():
        n, item = queues[-1].get()
        results[n] = item
    return results
