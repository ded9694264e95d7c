# style: multiprocessing.Pool with callbacks, threads of its own, a semaphore as the bound
import multiprocessing
import queue
import signal
import sys
import threading
import time
import zlib
from collections import Counter
from functools import partial


def ignore_interrupts():
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def count_levels(log):
    return Counter(line.split()[0] for line in log.read().splitlines())


def report(sources, fetch, workers, progress):
    room = threading.Semaphore(4 * workers)
    sources_left, results = queue.SimpleQueue(), queue.SimpleQueue()
    for source in sources:
        sources_left.put(source)
    stop = threading.Event()
    pool = multiprocessing.Pool(workers, ignore_interrupts)

    def finish(source, result):
        room.release()
        results.put((source, result))

    def fetch_some():
        while True:
            room.acquire()
            if stop.is_set():
                return
            try:
                source = sources_left.get_nowait()
            except queue.Empty:
                room.release()
                return
            then = partial(finish, source)
            try:
                log = fetch(source)
            except Exception as error:
                then(error)
            else:
                pool.apply_async(count_levels, (log,), callback=then, error_callback=then)

    counts, errors = Counter(), {}
    threads = [threading.Thread(target=fetch_some) for _ in range(2 * workers)]
    try:
        for thread in threads:
            thread.start()
        for done in range(1, len(sources) + 1):
            source, result = results.get()
            if isinstance(result, Counter):
                counts += result
            else:
                errors[source] = f"{type(result).__name__}: {result}"
            progress(done, len(sources))
    finally:
        stop.set()
        room.release(len(threads))
        for thread in threads:
            if thread.ident is not None:
                thread.join()
        pool.close()
        pool.join()
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
