# must fail: every_item_passes_every_stage, nothing_is_lost_between_many_threads
# kind: race
# why: a thread ends when its queue is empty, although the stage before it is only slow
import queue
import threading


def work(stage, inbox, outbox):
    while not inbox.empty():
        try:
            place, value = inbox.get_nowait()
        except queue.Empty:
            return
        outbox.put((place, stage(value)))


def run_pipeline(items, stages, workers):
    queues = [queue.Queue() for _ in range(len(stages) + 1)]
    for entry in enumerate(items):
        queues[0].put(entry)
    threads = [
        threading.Thread(target=work, args=(stage, queues[n], queues[n + 1]))
        for n, stage in enumerate(stages)
        for _ in range(workers)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = {}
    while not queues[-1].empty():
        place, value = queues[-1].get()
        found[place] = value
    return [found[place] for place in sorted(found)]
