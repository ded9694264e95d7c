"""Votes: several processes count the ballots of one election.

Run this file to see what goes wrong:

    python exercises/ex28_manager_counter/votes.py
"""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor


def count_some(ballots, counts):
    """Read some ballots, and add each vote to the shared counts."""
    for ballot in ballots:
        name = ballot.read()
        counts[name] = counts.get(name, 0) + 1


def count_votes(ballots, workers):
    """Count the votes on all `ballots` with `workers` processes that work at the same time.

    ballots: a list of ballots; ballot.read() gives the name that stands on one, as a str. A ballot
    can be sent to another process, and it is read there, once: reading is part of the work.

    Returns a dict that maps each name to its number of votes. When it returns, no process that it
    has started is left.
    """
    with multiprocessing.Manager() as manager:
        counts = manager.dict()
        with ProcessPoolExecutor(max_workers=workers) as executor:
            works = [
                executor.submit(count_some, ballots[n::workers], counts) for n in range(workers)
            ]
        for work in works:
            work.result()
        return counts.copy()


class Ballot:
    """A ballot that is easy to read."""

    def __init__(self, name):
        self.name = name

    def read(self):
        return self.name


def main():
    ballots = [Ballot("Kim"), Ballot("Lee"), Ballot("Kim")] * 200
    counts = count_votes(ballots, 4)
    print("There are 600 ballots: 400 for Kim, 200 for Lee.")
    print(f"Counted: {counts['Kim']} for Kim, {counts['Lee']} for Lee.")
    print(f"{600 - sum(counts.values())} votes are lost.")


if __name__ == "__main__":
    main()
