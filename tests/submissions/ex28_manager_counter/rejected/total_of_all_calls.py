# must fail: a_second_call_starts_afresh
# kind: wrong_result
# why: counts are put together in a global that keeps what an earlier call left
from collections import Counter
from concurrent.futures import ProcessPoolExecutor

total = Counter()


def count_some(ballots):
    return Counter(ballot.read() for ballot in ballots)


def count_votes(ballots, workers):
    with ProcessPoolExecutor(workers) as executor:
        for counts in executor.map(count_some, [ballots[n::workers] for n in range(workers)]):
            total.update(counts)
    return total
