# style: a task is a column; the columns are turned into rows at the end
import concurrent.futures


def column(pixel, x, height):
    return tuple(pixel(x, y) for y in range(height))


def render(pixel, width, height, workers):
    columns = {}
    with concurrent.futures.ProcessPoolExecutor(max_workers=workers) as executor:
        numbers = {executor.submit(column, pixel, x, height): x for x in range(width)}
        for future in concurrent.futures.as_completed(numbers):
            columns[numbers[future]] = future.result()
    return [list(row) for row in zip(*(columns[x] for x in range(width)))]
