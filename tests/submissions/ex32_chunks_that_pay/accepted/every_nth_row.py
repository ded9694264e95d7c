# style: one Process a worker, each with every n-th row: neighbours take equally long
from multiprocessing import Pipe, Process


def work(pixel, width, height, first, step, pipe):
    pipe.send([[pixel(x, y) for x in range(width)] for y in range(first, height, step)])
    pipe.close()


def render(pixel, width, height, workers):
    pipes = []
    processes = []
    for first in range(min(workers, height)):
        ours, theirs = Pipe(duplex=False)
        process = Process(target=work, args=(pixel, width, height, first, workers, theirs))
        process.start()
        theirs.close()
        pipes.append(ours)
        processes.append(process)
    rows = [[] for _ in range(height)]
    for first, pipe in enumerate(pipes):
        rows[first::workers] = pipe.recv()
    for process in processes:
        process.join()
    return rows
