# style: the number itself is sent on through a pipe, one reader and writer at a time
import multiprocessing


def count_some(out, into, lock, share):
    for _ in range(share):
        with lock:
            into.send(out.recv() + 1)


def count_hits(n, workers):
    shares = [len(range(k, n, workers)) for k in range(min(n, workers))]
    out, into = multiprocessing.Pipe(duplex=False)
    lock = multiprocessing.Lock()
    into.send(0)
    children = [
        multiprocessing.Process(target=count_some, args=(out, into, lock, share))
        for share in shares
    ]
    for child in children:
        child.start()
    for child in children:
        child.join()
    return out.recv()
