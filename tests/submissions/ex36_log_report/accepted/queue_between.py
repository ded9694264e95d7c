# style: fetchers put logs into a bounded queue, readers take them and wait for a pool each
import multiprocessing
import queue
import signal
import sys
import threading
import time
import zlib
from collections import Counter


def read_levels(log):
    counts = Counter()
    for line in log.read().splitlines():
        counts[line.split(maxsplit=1)[0]] += 1
    return counts


class Pipeline:
    def __init__(self, sources, fetch, workers, pool):
        self.todo = iter(sources)
        self.fetch = fetch
        self.pool = pool
        self.lock = threading.Lock()
        self.stop = threading.Event()
        self.between = queue.Queue(maxsize=workers)
        self.done = queue.Queue()
        self.threads = [
            threading.Thread(target=target, daemon=True)
            for target in (self.fetching, self.reading)
            for _ in range(workers)
        ]

    def fetching(self):
        while not self.stop.is_set():
            with self.lock:
                source = next(self.todo, None)
            if source is None:
                return
            try:
                log = self.fetch(source)
            except Exception as error:
                self.done.put((source, None, error))
            else:
                self.offer((source, log))

    def offer(self, item):
        while not self.stop.is_set():
            try:
                return self.between.put(item, timeout=0.05)
            except queue.Full:
                continue

    def reading(self):
        while not self.stop.is_set():
            try:
                source, log = self.between.get(timeout=0.05)
            except queue.Empty:
                continue
            result = self.pool.apply_async(read_levels, (log,))
            while not self.stop.is_set():
                try:
                    self.done.put((source, result.get(timeout=0.05), None))
                    break
                except multiprocessing.TimeoutError:
                    continue
                except Exception as error:
                    self.done.put((source, None, error))
                    break


def report(sources, fetch, workers, progress):
    counts = Counter()
    errors = {}
    # Ctrl-C is the parent's business: the children get it too, and do not listen.
    ignore = (signal.SIGINT, signal.SIG_IGN)
    with multiprocessing.Pool(workers, signal.signal, ignore) as pool:
        pipeline = Pipeline(sources, fetch, workers, pool)
        try:
            for thread in pipeline.threads:
                thread.start()
            for number in range(len(sources)):
                source, found, error = pipeline.done.get()
                if error is None:
                    counts += found
                else:
                    errors[source] = f"{type(error).__name__}: {error}"
                progress(number + 1, len(sources))
        finally:
            pipeline.stop.set()
            for thread in pipeline.threads:
                if thread.ident is not None:
                    thread.join()
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
