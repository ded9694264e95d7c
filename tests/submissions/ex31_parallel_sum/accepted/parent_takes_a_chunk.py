# style: the parent computes the last chunk itself, children send theirs through pipes
import multiprocessing


def chunks(start, end, n):
    size, rest = divmod(max(0, end - start), n)
    borders = [start]
    for k in range(n):
        borders.append(borders[-1] + size + (k < rest))
    return [pair for pair in zip(borders, borders[1:]) if pair[0] < pair[1]]


def child(term, first, stop, pipe):
    pipe.send(sum(term(i) for i in range(first, stop)))
    pipe.close()


def parallel_sum(term, start, end, workers):
    *others, mine = chunks(start, end, workers) or [(start, start)]
    started = []
    for first, stop in others:
        ours, theirs = multiprocessing.Pipe(duplex=False)
        process = multiprocessing.Process(target=child, args=(term, first, stop, theirs))
        process.start()
        theirs.close()
        started.append((process, ours))
    total = sum(term(i) for i in range(*mine))
    for process, ours in started:
        total += ours.recv()
        process.join()
    return total
