# style: one map, whose argument goes on as long as its tasks find folders
import queue


def size(tree, executor):
    found = queue.SimpleQueue()

    def feed():
        unread = 1
        yield tree
        while unread:
            inner = found.get()
            unread -= 1
            for folder in inner:
                unread += 1
                yield folder

    def task(folder):
        inner = ()
        try:
            sizes, inner = folder.read()
            return sum(sizes)
        finally:
            found.put(inner)

    # map submits all before it hands out the first result, in the caller's thread.
    return sum(executor.map(task, feed()))
