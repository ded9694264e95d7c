# style: asyncio in the main thread, a semaphore as the bound, two executors
import asyncio
import signal
import sys
import time
import zlib
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def tally(log):
    return Counter(line.split(None, 1)[0] for line in log.read().splitlines())


async def gather(sources, fetch, workers, progress, threads, processes):
    loop = asyncio.get_running_loop()
    bound = asyncio.Semaphore(2 * workers)

    async def one(source):
        async with bound:
            try:
                log = await loop.run_in_executor(threads, fetch, source)
                return source, await loop.run_in_executor(processes, tally, log), None
            except Exception as error:
                return source, Counter(), error

    counts, errors = Counter(), {}
    tasks = [asyncio.create_task(one(source)) for source in sources]
    for done, task in enumerate(asyncio.as_completed(tasks), 1):
        source, found, error = await task
        counts.update(found)
        if error is not None:
            errors[source] = f"{type(error).__name__}: {error}"
        progress(done, len(sources))
    return counts, errors


def leave_ctrl_c_to_the_parent():
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def report(sources, fetch, workers, progress):
    processes = ProcessPoolExecutor(workers, initializer=leave_ctrl_c_to_the_parent)
    with processes, ThreadPoolExecutor(workers) as threads:
        return asyncio.run(gather(sources, fetch, workers, progress, threads, processes))


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
