"""Log report: how often does each level occur in the logs of many sources?

Run this file to see what goes wrong, and press Ctrl-C while it runs the second time:

    python exercises/ex36_log_report/report.py
    python exercises/ex36_log_report/report.py 100
"""

import sys
import time
import zlib
from collections import Counter


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
    counts = Counter()
    for source in sources:
        log = fetch(source)
        for line in log.read().splitlines():
            counts[line.split()[0]] += 1
    progress(len(sources), len(sources))
    return counts, {}


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
    began = time.monotonic()
    try:
        counts, errors = report([f"source-{k}" for k in range(total)], download, 4, show)
    except ConnectionError as error:
        print(f"{error}: that is the end, after {time.monotonic() - began:.1f} s.")
        print("Nobody has seen how far it got, and nothing is known of the other sources.")
        return
    for level, count in sorted(counts.items()):
        print(f"{level}: {count}")
    for source, error in sorted(errors.items()):
        print(f"{source}: {error}")


if __name__ == "__main__":
    main()
