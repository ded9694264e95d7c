# must fail: child_processes_read_the_ballots
# kind: not_processes
# why: one worker would be enough, so the main process does the work itself
from collections import Counter
from concurrent.futures import ProcessPoolExecutor


def count_some(ballots):
    return Counter(ballot.read() for ballot in ballots)


def count_votes(ballots, workers):
    if workers == 1:
        return dict(count_some(ballots))
    total = Counter()
    with ProcessPoolExecutor(max_workers=workers) as executor:
        for counts in executor.map(count_some, [ballots[n::workers] for n in range(workers)]):
            total.update(counts)
    return dict(total)
