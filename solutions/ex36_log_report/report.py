"""Log report: how often does each level occur in the logs of many sources?"""

import signal
import sys
import time
import zlib
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, as_completed


def count_levels(log):
    """What a child process does: unpack one log and count. Only the counts travel back."""
    return Counter(line.split()[0] for line in log.read().splitlines())


def ignore_interrupts():
    # Ctrl-C goes to every process of the terminal. Here the parent alone decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def report(sources, fetch, workers, progress):
    """Count the levels in the logs of all `sources`.

    sources: a list of names. fetch(source) waits for the network and gives the log of a source. It
    stays in this process, where several threads may call it at once. log.read() unpacks a log,
    which takes the CPU, and gives its text; a log can be sent to another process. Both may raise
    an exception. The first word of each line of a text is its level.

    Fetches in `workers` threads or more and reads in `workers` child processes, both at the same
    time; at no time are more than 4 * workers logs fetched, or being fetched, and not yet read.

    progress(done, total) is called in this process, one call at a time, once for each source when
    it is finished, well or badly: with 1, 2, 3, ... and the number of sources.

    Returns (counts, errors): a Counter from each level to the number of its lines, and a dict from
    each source that could not be fetched or read to "name of the exception's type: its text".

    However the call ends, also with Ctrl-C, no thread and no child process of it is left.
    """
    counts, errors = Counter(), {}
    with ProcessPoolExecutor(workers, initializer=ignore_interrupts) as readers:
        # A fork copies one thread only, and locks as the others left them. So the children are
        # started while there are no others: with the first task, which does nothing.
        readers.submit(int).result()

        def fetch_and_count(source):
            # A thread stays with its log until it is counted. So there are never more logs than
            # threads: that is the bound, without a queue that could grow.
            return readers.submit(count_levels, fetch(source)).result()

        # Half of the threads can wait for the network while the others wait for the CPUs.
        threads = ThreadPoolExecutor(2 * workers)
        try:
            works = {threads.submit(fetch_and_count, source): source for source in sources}
            # Results are taken in one place, the main thread, as they come. So progress needs no
            # lock, and neither do the counts.
            for done, work in enumerate(as_completed(works), start=1):
                try:
                    counts.update(work.result())
                except Exception as error:  # of one source; KeyboardInterrupt is none of these
                    errors[works[work]] = f"{type(error).__name__}: {error}"
                progress(done, len(sources))
        finally:
            # What has begun is waited for, what has not begun never does.
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
