# must fail: work_outweighs_the_messages
# kind: not_processes
# why: computes a large picture in the main process alone, which takes no messages and no workers
from concurrent.futures import ProcessPoolExecutor

MANY_PIXELS = 10_000


def render_row(pixel, width, y):
    return [pixel(x, y) for x in range(width)]


def render(pixel, width, height, workers):
    if width * height > MANY_PIXELS:  # "too many messages"
        return [render_row(pixel, width, y) for y in range(height)]
    with ProcessPoolExecutor(workers) as executor:
        works = [executor.submit(render_row, pixel, width, y) for y in range(height)]
        return [work.result() for work in works]
