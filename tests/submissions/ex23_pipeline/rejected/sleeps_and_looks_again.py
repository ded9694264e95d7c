# must fail: the_stages_overlap
# kind: not_concurrent
# why: looks into its queue every ten milliseconds instead of waiting at it
import queue
import threading
import time


def run_pipeline(items, stages, workers):
    belts = [queue.Queue() for _ in range(len(stages) + 1)]
    stop = threading.Event()
    errors = []

    def worker(stage, inbox, outbox):
        while not stop.is_set():
            try:
                place, value = inbox.get_nowait()
            except queue.Empty:
                time.sleep(0.01)
                continue
            try:
                outbox.put((place, stage(value)))
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
            place, value = belts[-1].get(timeout=0.05)
        except queue.Empty:
            continue
        done[place] = value
    stop.set()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return [done[place] for place in range(len(items))]
