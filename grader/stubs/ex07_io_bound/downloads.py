"""Download many files, and wait for all of them at the same time.

Run this file to see what goes wrong:

    python exercises/ex07_io_bound/downloads.py
"""

import time


def download_all(names, download):
    """Download every name; return a dict from each name to its content.

    names: a list of texts, each different; at most fifty, perhaps none.
    download: a function of one name that returns its content. It spends its time waiting. It is
        called once for each name, and all these calls are under way at the same time: together
        they take about as long as the slowest, not as long as their sum.

    An Exception raised by `download` reaches the caller. The threads have ended when this returns
    or raises.
    """
    contents = {}
    for name in names:
        contents[name] = download(name)
    return contents


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
