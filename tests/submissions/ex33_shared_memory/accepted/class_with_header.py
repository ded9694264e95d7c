# style: a class that owns one segment for both pictures, its size in front of them
import multiprocessing
import struct
from multiprocessing import shared_memory

SIZE = struct.Struct("qq")


class Canvas:
    def __init__(self, name=None, size=None):
        width, height = size or (0, 0)
        if name is None:
            total = SIZE.size + 2 * width * height
            self.memory = shared_memory.SharedMemory(create=True, size=total)
            SIZE.pack_into(self.memory.buf, 0, width, height)
        else:
            self.memory = shared_memory.SharedMemory(name=name)
        self.owner = name is None
        self.width, self.height = SIZE.unpack_from(self.memory.buf)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.memory.close()
        if self.owner:
            self.memory.unlink()

    def _place(self, page, y):
        y = max(0, min(y, self.height - 1))
        start = SIZE.size + (page * self.height + y) * self.width
        return slice(start, start + self.width)

    def get(self, page, y):
        return bytes(self.memory.buf[self._place(page, y)])

    def put(self, page, y, row):
        self.memory.buf[self._place(page, y)] = row


def loop(name, ticket):
    with Canvas(name) as canvas:
        while True:
            with ticket:
                y = ticket.value
                ticket.value = y + 20
            if y >= canvas.height:
                return
            for k in range(y, min(y + 20, canvas.height)):
                triples = zip(*(canvas.get(0, k + d) for d in (-1, 0, 1)))
                canvas.put(1, k, bytes(sum(triple) // 3 for triple in triples))


def blur(image, workers):
    ticket = multiprocessing.Value("q", 0)
    with Canvas(size=(len(image[0]), len(image))) as canvas:
        for y, row in enumerate(image):
            canvas.put(0, y, row)
        crew = [
            multiprocessing.Process(target=loop, args=(canvas.memory.name, ticket))
            for _ in range(workers)
        ]
        try:
            for one in crew:
                one.start()
            for one in crew:
                one.join()
        except:
            for one in crew:
                if one.pid:
                    one.terminate()
                    one.join()
            raise
        return [canvas.get(1, y) for y in range(canvas.height)]
