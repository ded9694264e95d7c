# must fail: processes_work_at_the_same_time
# kind: leaked_process
# why: all counts have come, and nobody waits for the end of the children
import multiprocessing
from collections import Counter


def clerk(ballots, queue):
    queue.put(Counter(ballot.read() for ballot in ballots))


def count_votes(ballots, workers):
    queue = multiprocessing.SimpleQueue()
    for k in range(workers):
        multiprocessing.Process(target=clerk, args=(ballots[k::workers], queue)).start()
    return sum((queue.get() for _ in range(workers)), Counter())
