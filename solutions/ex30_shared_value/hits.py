"""Hits: several processes count on one counter."""

import multiprocessing


def count_some(hits, share):
    """Count `share` hits on the shared counter."""
    for _ in range(share):
        # Value takes its lock for each single read and each single write. The addition needs both
        # without anybody in between, so the lock is held around the whole line. It is a recursive
        # lock: the read and the write may take it once more.
        with hits.get_lock():
            hits.value += 1


def count_hits(n, workers):
    """Count `n` hits with `workers` child processes that count at the same time.

    Returns how many hits the child processes have counted, as an int.
    """
    # A new Value for each call, handed to the children as an argument. Under fork they inherit it;
    # under spawn and forkserver they are told where in shared memory it lies, and which lock is
    # its lock. A global Value would be made anew by every child that imports this file.
    hits = multiprocessing.Value("i", 0)
    # As many shares as processes; the first few get one of what is left over.
    shares = [n // workers + (1 if k < n % workers else 0) for k in range(workers)]
    children = [multiprocessing.Process(target=count_some, args=(hits, share)) for share in shares]
    for child in children:
        child.start()
    for child in children:
        child.join()
    # All children have ended, so nobody else writes any more.
    return hits.value


def main():
    hits = count_hits(200_000, 4)
    print(f"200,000 hits, counted by 4 processes: {hits:,}.")
    print(f"{200_000 - hits:,} hits are lost.")


# Under spawn and forkserver a child imports this file. Without the guard it would start children
# of its own.
if __name__ == "__main__":
    main()
