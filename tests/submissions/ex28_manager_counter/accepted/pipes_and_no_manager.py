# style: one Pipe for each child, each sends the names it has read
from multiprocessing import Pipe, Process


def read_all(ballots, end):
    end.send([ballot.read() for ballot in ballots])
    end.close()


def count_votes(ballots, workers):
    children = []
    for n in range(workers):
        here, there = Pipe(duplex=False)
        child = Process(target=read_all, args=(ballots[n::workers], there))
        child.start()
        there.close()
        children.append((child, here))
    counts = {}
    for child, here in children:
        for name in here.recv():
            counts[name] = counts.get(name, 0) + 1
        child.join()
    return counts
