# style: workers, the main process among them, draw the number of the next row from a Value
from multiprocessing import Process, Queue, Value


def work(pixel, width, height, ticket, results):
    mine = {}
    while True:
        with ticket.get_lock():
            y = ticket.value
            ticket.value += 1
        if y >= height:
            break
        mine[y] = [pixel(x, y) for x in range(width)]
    results.put(mine)


def render(pixel, width, height, workers):
    ticket = Value("i", 0)
    results = Queue()
    helpers = [
        Process(target=work, args=(pixel, width, height, ticket, results))
        for _ in range(workers - 1)
    ]
    for helper in helpers:
        helper.start()
    work(pixel, width, height, ticket, results)
    found = {}
    for _ in range(workers):
        found.update(results.get())
    for helper in helpers:
        helper.join()
    return [found[y] for y in range(height)]
