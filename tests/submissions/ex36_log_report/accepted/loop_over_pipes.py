# style: an event loop over pipes in the main thread, a new thread for each fetch, no pool at all
import multiprocessing
import queue
import signal
import sys
import threading
import time
import zlib
from collections import Counter, deque
from multiprocessing.connection import wait


def child(pipe):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for log in iter(pipe.recv, None):
        try:
            answer = Counter(line.split(None, 1)[0] for line in log.read().splitlines())
        except Exception as error:
            answer = error
        pipe.send(answer)


def report(sources, fetch, workers, progress):
    counts, errors, done = Counter(), {}, 0
    waiting, fetched, arrived = deque(sources), deque(), queue.SimpleQueue()
    fetching, children, reading = {}, {}, {}
    ear, bell = multiprocessing.Pipe(duplex=False)
    lock = threading.Lock()

    def fetch_one(source):
        try:
            arrived.put((source, fetch(source), None))
        except Exception as error:
            arrived.put((source, None, error))
        with lock:
            bell.send_bytes(b"!")

    def finish(source, answer):
        nonlocal done
        if isinstance(answer, Counter):
            counts.update(answer)
        else:
            errors[source] = f"{type(answer).__name__}: {answer}"
        done += 1
        progress(done, len(sources))

    try:
        for _ in range(workers):
            here, there = multiprocessing.Pipe()
            children[here] = multiprocessing.Process(target=child, args=(there,))
            children[here].start()
            there.close()
        while done < len(sources):
            while waiting and len(fetching) + len(fetched) + len(reading) < 4 * workers:
                source = waiting.popleft()
                fetching[source] = threading.Thread(target=fetch_one, args=(source,))
                fetching[source].start()
            while fetched and len(reading) < workers:
                source, log = fetched.popleft()
                pipe = next(pipe for pipe in children if pipe not in reading)
                pipe.send(log)
                reading[pipe] = source
            for pipe in wait([ear, *reading]):
                if pipe is not ear:
                    finish(reading.pop(pipe), pipe.recv())
                    continue
                ear.recv_bytes()
                source, log, error = arrived.get()
                fetching.pop(source).join()
                if error is None:
                    fetched.append((source, log))
                else:
                    finish(source, error)
    finally:
        for thread in fetching.values():
            if thread.ident is not None:
                thread.join()
        for pipe, process in children.items():
            pipe.send(None)
            process.join()
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
