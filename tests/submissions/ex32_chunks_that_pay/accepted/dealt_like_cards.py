# style: the pixels are dealt like cards along diagonals, one hand a worker, the main process too
import multiprocessing


def compute(pixel, width, height, workers, player):
    return [
        [pixel(x, y) for x in range((player - y) % workers, width, workers)] for y in range(height)
    ]


def child(pipe, *args):
    with pipe:
        pipe.send(compute(*args))


def render(pixel, width, height, workers):
    game = pixel, width, height, workers
    children = []
    for player in range(1, workers):
        ours, theirs = multiprocessing.Pipe(duplex=False)
        process = multiprocessing.Process(target=child, args=(theirs, *game, player))
        process.start()
        theirs.close()
        children.append((process, ours))
    hands = [compute(*game, 0)]
    for process, pipe in children:
        hands.append(pipe.recv())
        process.join()
        pipe.close()
    rows = [[None] * width for _ in range(height)]
    for player, hand in enumerate(hands):
        for y, values in enumerate(hand):
            rows[y][(player - y) % workers :: workers] = values
    return rows
