# must fail: works_with_every_start_method, every_pixel_in_its_place
# kind: exception
# why: a function inside a function cannot be sent to another process
from concurrent.futures import ProcessPoolExecutor


def render(pixel, width, height, workers):
    def row(y):
        return [pixel(x, y) for x in range(width)]

    with ProcessPoolExecutor(workers) as executor:
        return list(executor.map(row, range(height)))
