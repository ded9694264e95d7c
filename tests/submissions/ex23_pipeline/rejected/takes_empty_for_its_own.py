# must fail: an_exception_ends_the_pipeline
# kind: never_ends
# why: an Empty that a stage raises is taken for that of the queue, and the photo is lost
import queue
import threading


def run_pipeline(items, stages, workers):
    belts = [queue.Queue() for _ in range(len(stages) + 1)]
    stop = threading.Event()
    errors = []

    def worker(stage, inbox, outbox):
        while not stop.is_set():
            try:
                place, value = inbox.get(timeout=0.1)
                outbox.put((place, stage(value)))
            except queue.Empty:
                continue
            except Exception as error:
                errors.append(error)
                stop.set()

    threads = [
        threading.Thread(target=worker, args=(stage, belts[n], belts[n + 1]))
        for n, stage in enumerate(stages)
        for _ in range(workers)
    ]
    for thread in threads:
        thread.start()
    for entry in enumerate(items):
        belts[0].put(entry)
    done = {}
    while len(done) < len(items) and not stop.is_set():
        try:
            place, value = belts[-1].get(timeout=0.1)
            done[place] = value
        except queue.Empty:
            continue
    stop.set()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return [done[place] for place in range(len(items))]
