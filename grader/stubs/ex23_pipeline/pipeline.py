"""A pipeline: items go through several stages, each with threads of its own.

Run this file to see what goes wrong:

    python exercises/ex23_pipeline/pipeline.py
"""

import threading
import time
from queue import Queue

END = object()


def work(stage, inbox, outbox):
    """What each thread of a stage does."""
    while True:
        item = inbox.get()
        if item is END:
            break
        outbox.put(stage(item))
    outbox.put(END)


def run_pipeline(items, stages, workers):
    """Send every item through all stages, one after the other; give the results, in the order of
    the items.

    items: a list. stages: a list of functions of one argument; each gets what the one before it has
    returned. Whatever they take and return, None too, is a value like any other.

    Each stage has `workers` threads: so many calls of a stage go on at the same time at most, and
    the stages work at the same time, on different items. If a stage raises an `Exception`, that one
    is raised here (one of them, if there are several). When run_pipeline returns or raises, all
    its threads have ended.
    """
    queues = [Queue() for _ in range(len(stages) + 1)]
    for item in items:
        queues[0].put(item)
    queues[0].put(END)

    threads = []
    for stage, inbox, outbox in zip(stages, queues[:-1], queues[1:], strict=True):
        for n in range(workers):
            # Daemon threads, so that this script can end although they may never do.
            thread = threading.Thread(target=work, args=(stage, inbox, outbox), daemon=True)
            thread.name = f"{getattr(stage, '__name__', 'stage')}-{n + 1}"
            threads.append(thread)
    for thread in threads:
        thread.start()

    results = []
    while not queues[-1].empty():
        result = queues[-1].get()
        if result is not END:
            results.append(result)
    for thread in threads:
        thread.join()
    return results


def load(name):
    time.sleep(10 / 1000)
    return f"photo {name}"


def shrink(photo):
    time.sleep(10 / 1000)
    return f"small {photo}"


def main():
    for workers in (1, 2):
        print(f"Three photos, load and then shrink, {workers} thread(s) for each stage:")

        def run(workers=workers):
            print(f"  results: {run_pipeline(['A', 'B', 'C'], [load, shrink], workers)}")

        runner = threading.Thread(target=run, daemon=True)
        runner.start()
        runner.join(timeout=1)
        if runner.is_alive():
            stuck = [t.name for t in threading.enumerate() if t.name.startswith(("load", "shrink"))]
            print(f"  it does not end: {', '.join(stuck)} still wait for something to do.")


if __name__ == "__main__":
    main()
