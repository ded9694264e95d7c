# style: a Manager queue of bands, tasks for as many loops as there are workers
import multiprocessing
import queue
from concurrent.futures import ProcessPoolExecutor


def loop(pixel, width, bands):
    done = []
    while True:
        try:
            first, stop = bands.get_nowait()
        except queue.Empty:
            return done
        for y in range(first, stop):
            done.append((y, [pixel(x, y) for x in range(width)]))


def render(pixel, width, height, workers):
    size = -(-height // (8 * workers))
    with multiprocessing.Manager() as manager:
        bands = manager.Queue()
        for first in range(0, height, size):
            bands.put((first, min(first + size, height)))
        with ProcessPoolExecutor(workers) as executor:
            loops = [executor.submit(loop, pixel, width, bands) for _ in range(workers)]
            return [row for _y, row in sorted(sum((one.result() for one in loops), []))]
