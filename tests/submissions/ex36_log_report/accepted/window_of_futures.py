# style: the main thread alone keeps a window of futures moving, with wait
import itertools
import signal
import sys
import time
import zlib
from collections import Counter
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, ThreadPoolExecutor, wait


def levels(log):
    return [line.split()[0] for line in log.read().splitlines()]


def report(sources, fetch, workers, progress):
    counts = Counter()
    errors = {}
    waiting = iter(sources)
    readers = ProcessPoolExecutor(workers, None, signal.signal, (signal.SIGINT, signal.SIG_IGN))
    fetchers = ThreadPoolExecutor(workers)
    fetching, reading = {}, {}
    done = 0

    def finished():
        nonlocal done
        done += 1
        progress(done, len(sources))

    try:
        while True:
            room = min(workers - len(fetching), 3 * workers - len(fetching) - len(reading))
            for source in itertools.islice(waiting, max(0, room)):
                fetching[fetchers.submit(fetch, source)] = source
            if not fetching and not reading:
                return counts, errors
            ready, _ = wait([*fetching, *reading], return_when=FIRST_COMPLETED)
            for future in ready:
                was_fetched = future in fetching
                source = fetching.pop(future) if was_fetched else reading.pop(future)
                if error := future.exception():
                    errors[source] = type(error).__name__ + ": " + str(error)
                    finished()
                elif was_fetched:
                    reading[readers.submit(levels, future.result())] = source
                else:
                    counts.update(future.result())
                    finished()
    finally:
        fetchers.shutdown(cancel_futures=True)
        readers.shutdown(cancel_futures=True)


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
