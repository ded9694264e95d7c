# must fail: every_ballot_counts
# kind: never_ends
# why: a child cannot end before somebody takes what it has put out of the queue, and that may be much
import multiprocessing


def clerk(ballots, queue):
    for ballot in ballots:
        queue.put(ballot.read())


def count_votes(ballots, workers):
    queue = multiprocessing.Queue()
    clerks = [
        multiprocessing.Process(target=clerk, args=(ballots[k::workers], queue))
        for k in range(workers)
    ]
    for child in clerks:
        child.start()
    for child in clerks:
        child.join()
    counts = {}
    for _ in ballots:
        name = queue.get()
        counts[name] = counts.get(name, 0) + 1
    return counts
