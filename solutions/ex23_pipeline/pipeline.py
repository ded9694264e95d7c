"""A pipeline: items go through several stages, each with threads of its own."""

import threading
import time
from queue import SimpleQueue

# "That was all." An object of our own, because None, or anything else, may be an item.
END = object()


def work(stage, inbox, outbox, errors):
    """What each thread of a stage does, until it finds a sentinel."""
    while (entry := inbox.get()) is not END:
        # The place of an item travels with it: several threads may overtake each other.
        place, value = entry
        # After an exception nothing more is worth doing, but the queue is still emptied, down to
        # the sentinel that is meant for this thread.
        if errors:
            continue
        try:
            outbox.put((place, stage(value)))
        except Exception as error:
            # A thread that died here would take its sentinel with it, and its exception.
            errors.append(error)


def run_pipeline(items, stages, workers):
    """Send every item through all stages, one after the other; give the results, in the order of
    the items. An exception of a stage is raised here."""
    queues = [SimpleQueue() for _ in range(len(stages) + 1)]
    errors = []
    crews = [
        [threading.Thread(target=work, args=(stage, inbox, outbox, errors)) for _ in range(workers)]
        for stage, inbox, outbox in zip(stages, queues, queues[1:], strict=False)
    ]
    for crew in crews:
        for thread in crew:
            thread.start()

    for entry in enumerate(items):
        queues[0].put(entry)

    # Now the pipeline is closed, stage by stage. As many sentinels as threads go in, because each
    # thread takes one. When all threads of a stage have ended, everything that they have to pass on
    # is in the next queue, so that the sentinels of the next stage come last there, too.
    for inbox, crew in zip(queues, crews, strict=False):
        for _thread in crew:
            inbox.put(END)
        for thread in crew:
            thread.join()

    if errors:
        raise errors[0]

    # Here, and only here, is it known how much there is to take: no other thread is left.
    results = [None] * len(items)
    for _item in items:
        place, value = queues[-1].get()
        results[place] = value
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
        print(f"  results: {run_pipeline(['A', 'B', 'C'], [load, shrink], workers)}")


if __name__ == "__main__":
    main()
