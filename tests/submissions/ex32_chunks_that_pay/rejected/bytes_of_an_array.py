# must fail: every_pixel_in_its_place
# kind: exception
# why: packs the values of a row into 64 bits each, which a longer number does not fit into
from array import array
from concurrent.futures import ProcessPoolExecutor


def render_row(pixel, width, y):
    return array("q", [pixel(x, y) for x in range(width)])


def render(pixel, width, height, workers):
    with ProcessPoolExecutor(workers) as executor:
        works = [executor.submit(render_row, pixel, width, y) for y in range(height)]
        return [list(work.result()) for work in works]
