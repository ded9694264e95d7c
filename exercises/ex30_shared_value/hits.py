"""Hits: several processes count on one counter.

Run this file to see what goes wrong:

    python exercises/ex30_shared_value/hits.py
"""

import multiprocessing


def count_some(hits, share):
    """Count `share` hits on the shared counter."""
    for _ in range(share):
        hits.value += 1


def count_hits(n, workers):
    """Count `n` hits with `workers` child processes that count at the same time.

    n: how many hits there are in all, 0 or more; they are shared out between the processes.
    workers: how many processes count, 1 or more.

    Returns how many hits the child processes have counted, as an int: `n`, since none may be lost.
    When it returns, no process that it has started is left.
    """
    hits = multiprocessing.Value("i", 0)
    shares = [n // workers + (1 if k < n % workers else 0) for k in range(workers)]
    children = [multiprocessing.Process(target=count_some, args=(hits, share)) for share in shares]
    for child in children:
        child.start()
    for child in children:
        child.join()
    return hits.value


def main():
    hits = count_hits(200_000, 4)
    print(f"200,000 hits, counted by 4 processes: {hits:,}.")
    print(f"{200_000 - hits:,} hits are lost.")


if __name__ == "__main__":
    main()
