# style: processes of its own, between two queues of multiprocessing, the first one bounded
import multiprocessing
import signal
import sys
import threading
import time
import zlib
from collections import Counter


def reader(logs, results):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for source, log in iter(logs.get, None):
        try:
            counts = dict(Counter(line.split()[0] for line in log.read().splitlines()))
        except Exception as error:
            results.put((source, None, f"{type(error).__name__}: {error}"))
        else:
            results.put((source, counts, None))


def fetcher(names, lock, fetch, logs, results):
    while True:
        with lock:
            source = names.pop() if names else None
        if source is None:
            break
        try:
            log = fetch(source)
        except Exception as error:
            results.put((source, None, f"{type(error).__name__}: {error}"))
        else:
            logs.put((source, log))


def report(sources, fetch, workers, progress):
    logs = multiprocessing.Queue(workers)
    results = multiprocessing.Queue()
    children = [
        multiprocessing.Process(target=reader, args=(logs, results), daemon=True)
        for _ in range(workers)
    ]
    for child in children:
        child.start()
    names, lock = list(reversed(sources)), threading.Lock()
    threads = [
        threading.Thread(target=fetcher, args=(names, lock, fetch, logs, results), daemon=True)
        for _ in range(workers)
    ]
    for thread in threads:
        thread.start()
    counts, errors = Counter(), {}
    try:
        for done in range(1, len(sources) + 1):
            source, found, error = results.get()
            if error:
                errors[source] = error
            else:
                counts.update(found)
            progress(done, len(sources))
    finally:
        with lock:
            names.clear()
        for thread in threads:
            thread.join()
        for _ in children:
            logs.put(None)
        for child in children:
            child.join()
    return counts, errors


class Log:
    """A log as it comes from a source: packed."""

    def __init__(self, packed):
        self.packed = packed

    def read(self):
        return zlib.decompress(self.packed).decode()


def download(source):
    """Fetch the log of a source; some sources do not answer, and one sends nonsense."""
    time.sleep(0.15)
    number = int(source.rpartition("-")[2])
    if number % 10 == 5:
        raise ConnectionError(f"{source} does not answer")
    if number % 10 == 8:
        return Log(b"nonsense")
    lines = [f"{('INFO', 'WARNING', 'ERROR')[k * k % 7 % 3]} event" for k in range(20_000)]
    return Log(zlib.compress("\n".join(lines).encode()))


def show(done, total):
    print(f"{done} of {total}", flush=True)


def main():
    """Report on as many sources as the first argument says; with Ctrl-C say so and end."""
    total = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    print(f"Report on {total} sources", flush=True)
    try:
        counts, errors = report([f"source-{k}" for k in range(total)], download, 4, show)
    except KeyboardInterrupt:
        print("Interrupted")
        sys.exit(130)  # 128 + 2, the number of SIGINT: what a shell expects
    for level, count in sorted(counts.items()):
        print(f"{level}: {count}")
    for source, error in sorted(errors.items()):
        print(f"{source}: {error}")


if __name__ == "__main__":
    main()
