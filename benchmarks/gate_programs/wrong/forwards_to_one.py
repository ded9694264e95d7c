# workers that all ask one server process, which does the work
from multiprocessing import Pipe, Process, SimpleQueue


def serve(term, numbers, replies, n):
    for _ in range(n):
        k, i = numbers.get()
        replies[k].send(term(i))


def work(k, numbers, reply, results, mine):
    part = 0
    for i in mine:
        numbers.put((k, i))
        part += reply.recv()
    results.put(part)


def total(term, n, workers):
    numbers, results = SimpleQueue(), SimpleQueue()
    pipes = [Pipe(duplex=False) for _ in range(workers)]
    replies = [sender for _receiver, sender in pipes]
    processes = [Process(target=serve, args=(term, numbers, replies, n))]
    processes += [
        Process(target=work, args=(k, numbers, pipes[k][0], results, range(k, n, workers)))
        for k in range(workers)
    ]
    for process in processes:
        process.start()
    result = sum(results.get() for _ in range(workers))
    for process in processes:
        process.join()
    return result
