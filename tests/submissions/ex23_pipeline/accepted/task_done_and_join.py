# style: Queue.join() stage by stage, then sentinels; every get is answered by task_done
import threading
from queue import Queue


class Stop:
    pass


def run_pipeline(items, stages, workers):
    queues = [Queue() for _ in range(len(stages) + 1)]
    failures = Queue()

    def serve(stage, source, sink):
        while True:
            entry = source.get()
            try:
                if isinstance(entry, Stop):
                    return
                place, value = entry
                sink.put((place, stage(value)))
            except Exception as error:
                failures.put(error)
            finally:
                source.task_done()

    threads = []
    for number, stage in enumerate(stages):
        for _ in range(workers):
            thread = threading.Thread(target=serve, args=(stage, queues[number], queues[number + 1]))
            thread.start()
            threads.append(thread)
    for entry in enumerate(items):
        queues[0].put(entry)
    for source in queues[:-1]:
        source.join()
    for source in queues[:-1]:
        for _ in range(workers):
            source.put(Stop())
    for thread in threads:
        thread.join()
    if not failures.empty():
        raise failures.get()
    found = {}
    while not queues[-1].empty():
        place, value = queues[-1].get()
        found[place] = value
    return [found[place] for place in range(len(items))]
