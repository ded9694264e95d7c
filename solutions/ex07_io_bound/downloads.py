"""Download many files, and wait for all of them at the same time."""

import time
from concurrent.futures import ThreadPoolExecutor


def download_all(names, download):
    """Download every name; return a dict from each name to its content."""
    # As many threads as downloads. Each spends its life waiting, and a thread that waits for input
    # or output does not hold the GIL, so the number of CPUs says nothing about how many may wait.
    # Left to itself the pool would choose its size from just that number. It needs one thread at
    # least, also when there is nothing to do.
    with ThreadPoolExecutor(max_workers=max(1, len(names))) as executor:
        # First every download is submitted, and only then is the first result waited for.
        futures = {name: executor.submit(download, name) for name in names}

        # result() raises here what a download has raised in its thread.
        return {name: future.result() for name, future in futures.items()}


def main():
    seconds = {"map": 0.3, "photo": 0.2, "song": 0.4, "film": 0.6}
    began = time.perf_counter()

    def download(name):
        time.sleep(seconds[name])
        print(f"{time.perf_counter() - began:.1f} s: {name} is there")
        return f"content of {name}"

    contents = download_all(list(seconds), download)
    took = time.perf_counter() - began
    slowest = max(seconds.values())
    print(f"{len(contents)} downloads in {took:.1f} s; the slowest takes {slowest} s.")


if __name__ == "__main__":
    main()
