# must fail: a_broken_source_sinks_nobody
# kind: wrong_result
# why: __qualname__ also says where a class was defined
import signal
import sys
import time
import zlib
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, as_completed


def count_levels(log):
    return Counter(line.split()[0] for line in log.read().splitlines())


def ignore_interrupts():
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def report(sources, fetch, workers, progress):
    counts, errors = Counter(), {}
    with ProcessPoolExecutor(workers, initializer=ignore_interrupts) as readers:
        readers.submit(int).result()

        def fetch_and_count(source):
            return readers.submit(count_levels, fetch(source)).result()

        threads = ThreadPoolExecutor(2 * workers)
        try:
            works = {threads.submit(fetch_and_count, source): source for source in sources}
            for done, work in enumerate(as_completed(works), start=1):
                try:
                    counts.update(work.result())
                except Exception as error:
                    errors[works[work]] = f"{type(error).__qualname__}: {error}"
                progress(done, len(sources))
        finally:
            threads.shutdown(cancel_futures=True)
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
