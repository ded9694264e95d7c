# must fail: child_processes_read_the_ballots
# kind: wrong_result
# why: four processes, whatever workers says
from collections import Counter
from multiprocessing import Process, SimpleQueue


def clerk(ballots, queue):
    queue.put(Counter(ballot.read() for ballot in ballots))


def count_votes(ballots, workers):
    queue = SimpleQueue()
    clerks = [Process(target=clerk, args=(ballots[k::4], queue)) for k in range(4)]
    for child in clerks:
        child.start()
    total = sum((queue.get() for _ in clerks), Counter())
    for child in clerks:
        child.join()
    return total
