"""Votes: several processes count the ballots of one election."""

from collections import Counter
from concurrent.futures import ProcessPoolExecutor


# Nobody shares anything while counting: each process has a Counter of its own, so there is nothing
# to lock, and no message is sent for a single vote. (With a manager's dictionary, the read and the
# write would have to be held together by one lock that all processes have been given:
#
#     with lock:                        # lock = manager.Lock()
#         counts[name] = counts.get(name, 0) + 1
#
# which is right as well, but costs four messages a vote.)
def count_some(ballots):
    """The votes on some ballots."""
    return Counter(ballot.read() for ballot in ballots)


def count_votes(ballots, workers):
    """Count the votes on all `ballots` with `workers` processes that work at the same time.

    ballots: a list of ballots; ballot.read() gives the name that stands on one, as a str. A ballot
    can be sent to another process, and it is read there, once: reading is part of the work.

    Returns a dict that maps each name to its number of votes.
    """
    # Every process gets every n-th ballot: as many shares as workers, all of about the same size.
    shares = [ballots[n::workers] for n in range(workers)]
    total = Counter()
    # At the end of the `with` block the pool waits for its processes, so none is left over.
    with ProcessPoolExecutor(max_workers=workers) as executor:
        # What a process has counted travels back as its result. Only the main process adds up.
        for counts in executor.map(count_some, shares):
            total.update(counts)
    return dict(total)


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


# Under spawn and forkserver a child imports this file. Without the guard it would start children
# of its own.
if __name__ == "__main__":
    main()
