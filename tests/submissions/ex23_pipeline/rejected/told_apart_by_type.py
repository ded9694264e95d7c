# must fail: none_is_an_item
# kind: exception
# why: an exception that is an item is taken for one that a stage raised
from concurrent.futures import ThreadPoolExecutor
from queue import Queue
import threading

END = object()


def run_pipeline(items, stages, workers):
    queues = [Queue() for _ in range(len(stages) + 1)]

    def work(stage, inbox, outbox):
        while (got := inbox.get()) is not END:
            n, value = got
            if not isinstance(value, BaseException):
                try:
                    value = stage(value)
                except BaseException as error:
                    value = error
            outbox.put((n, value))

    rows = [
        [threading.Thread(target=work, args=(s, i, o)) for _ in range(workers)]
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
    results = [None] * len(items)
    while not queues[-1].empty():
        n, value = queues[-1].get()
        if isinstance(value, BaseException):
            raise value
        results[n] = value
    return results
