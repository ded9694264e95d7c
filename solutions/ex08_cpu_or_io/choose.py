"""Run jobs where they belong: those that compute in processes, those that wait in threads."""

import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

MOST_WAITS = 20
"""So many jobs may wait at the same time; the number of CPUs has nothing to do with it."""


def run(jobs):
    """Run all `jobs` and return the list of their results, in the order of `jobs`.

    jobs: a list of tuples (kind, function, argument); the job is to call function(argument), once.
        kind is "cpu" for a job that computes all the time, and "io" for one that mostly waits.
    """
    # A pool of processes is by itself as large as the number of CPUs: more of them could not
    # compute at the same time. A pool of threads is as large as one says.
    with (
        ProcessPoolExecutor() as processes,
        ThreadPoolExecutor(max_workers=MOST_WAITS) as threads,
    ):
        pools = {"cpu": processes, "io": threads}
        futures = {}
        # Everything is submitted before the first result is asked for, so neither kind waits for
        # the other. The processes come first: where they are made by fork, they are copies of this
        # one, and it is better copied while no other thread is in the middle of something.
        for wanted in ("cpu", "io"):
            for place, (kind, function, argument) in enumerate(jobs):
                if kind == wanted:
                    futures[place] = pools[kind].submit(function, argument)

        # result() raises here what a job has raised, wherever it ran.
        return [futures[place].result() for place in range(len(jobs))]


def add_up(n):
    """A job that keeps a CPU busy."""
    total = 0
    for i in range(n):
        total += i
    return total


def wait_for(seconds):
    """A job that waits, as for an answer from another computer."""
    time.sleep(seconds)
    return seconds


def compare(what, jobs):
    began = time.perf_counter()
    for _kind, function, argument in jobs:
        function(argument)
    middle = time.perf_counter()
    run(jobs)
    end = time.perf_counter()
    print(f"{what}: {middle - began:.2f} s one after the other, {end - middle:.2f} s with run")


def main():
    compare("4 jobs that compute", [("cpu", add_up, 2_000_000)] * 4)
    compare("4 jobs that wait   ", [("io", wait_for, 0.2)] * 4)


# A process that starts afresh imports this file. Without the guard it would start processes itself.
if __name__ == "__main__":
    main()
