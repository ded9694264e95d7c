"""Run jobs where they belong: those that compute in processes, those that wait in threads.

Run this file to see what goes wrong:

    python exercises/ex08_cpu_or_io/choose.py
"""

import time
from concurrent.futures import ThreadPoolExecutor


def run(jobs):
    """Run all `jobs` and return the list of their results, in the order of `jobs`.

    jobs: a list of tuples (kind, function, argument); the job is to call function(argument), once.
        kind is "cpu" for a job that computes all the time, and "io" for one that mostly waits.
        There are at most twenty of kind "io".

    Jobs of kind "cpu" run in other processes, as many at a time as the computer has CPUs or more;
    their function and argument can be sent there. Jobs of kind "io" run in threads of this process,
    all at the same time; their function need not be one that can be sent. Neither kind waits for
    the other.

    An Exception raised by a job reaches the caller. When this returns or raises, no process of it
    is left.
    """
    with ThreadPoolExecutor(max_workers=20) as executor:
        futures = [executor.submit(function, argument) for _kind, function, argument in jobs]
        return [future.result() for future in futures]


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


if __name__ == "__main__":
    main()
