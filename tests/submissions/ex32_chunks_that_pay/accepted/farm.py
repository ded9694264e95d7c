# style: a farm that feeds each worker through a pipe of its own; pieces grow while they are quick
import time
from multiprocessing import Pipe, Process
from multiprocessing.connection import wait


def labourer(pipe, pixel, width):
    for first, stop in iter(pipe.recv, None):
        began = time.perf_counter()
        values = [pixel(place % width, place // width) for place in range(first, stop)]
        pipe.send((first, values, time.perf_counter() - began))


class Farm:
    def __init__(self, pixel, width, height, workers):
        self.workers = workers
        self.values = [None] * (width * height)
        self.next = 0
        self.size = 1
        self.pipes, self.processes = [], []
        for _ in range(workers):
            ours, theirs = Pipe()
            process = Process(target=labourer, args=(theirs, pixel, width))
            process.start()
            theirs.close()
            self.pipes.append(ours)
            self.processes.append(process)

    def feed(self, pipe):
        left = len(self.values) - self.next
        if not left:
            pipe.send(None)
            self.pipes.remove(pipe)
            return
        # However quick they are: never more than an eighth of a fair share of what is left.
        stop = self.next + max(1, min(self.size, left // (8 * self.workers)))
        pipe.send((self.next, stop))
        self.next = stop

    def harvest(self):
        for pipe in list(self.pipes):
            self.feed(pipe)
        while self.pipes:
            for pipe in wait(self.pipes):
                first, values, seconds = pipe.recv()
                self.values[first : first + len(values)] = values
                if seconds < 0.01 and len(values) >= self.size:
                    self.size *= 2
                self.feed(pipe)
        for process in self.processes:
            process.join()
        return self.values


def render(pixel, width, height, workers):
    values = Farm(pixel, width, height, workers).harvest()
    return [values[y * width : (y + 1) * width] for y in range(height)]
