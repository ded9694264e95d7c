# must fail: work_outweighs_the_messages
# kind: too_slow
# why: workers of one's own, and every pixel travels through two queues
from multiprocessing import Process, Queue


def worker(pixel, todo, done):
    for x, y in iter(todo.get, None):
        done.put((x, y, pixel(x, y)))


def render(pixel, width, height, workers):
    todo, done = Queue(), Queue()
    crew = [Process(target=worker, args=(pixel, todo, done)) for _ in range(workers)]
    for one in crew:
        one.start()
    for y in range(height):
        for x in range(width):
            todo.put((x, y))
    for _ in crew:
        todo.put(None)
    rows = [[0] * width for _ in range(height)]
    for _ in range(width * height):
        x, y, value = done.get()
        rows[y][x] = value
    for one in crew:
        one.join()
    return rows
