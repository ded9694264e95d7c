# style: done callbacks put the futures into a queue; the caller takes as many as it has submitted
import queue


def size(tree, executor):
    done = queue.SimpleQueue()

    def submit(folder):
        executor.submit(folder.read).add_done_callback(done.put)

    submit(tree)
    total, missing = 0, 1
    while missing:
        sizes, folders = done.get().result()
        missing -= 1
        total += sum(sizes)
        for folder in folders:
            submit(folder)
            missing += 1
    return total
