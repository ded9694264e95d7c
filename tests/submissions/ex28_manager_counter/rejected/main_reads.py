# must fail: child_processes_read_the_ballots, works_with_every_start_method
# kind: not_processes
# why: the main process reads all ballots; the children only count names
from collections import Counter
from concurrent.futures import ProcessPoolExecutor


def count_votes(ballots, workers):
    names = [ballot.read() for ballot in ballots]
    total = Counter()
    with ProcessPoolExecutor(workers) as executor:
        for counts in executor.map(Counter, [names[n::workers] for n in range(workers)]):
            total.update(counts)
    return total
