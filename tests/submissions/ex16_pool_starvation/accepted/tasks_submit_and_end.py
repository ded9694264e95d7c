# style: a task submits the folders that it finds and ends; a counter knows when all have
import threading


class Counting:
    def __init__(self, executor):
        self.executor = executor
        self.lock = threading.Lock()
        self.over = threading.Event()
        self.total = 0
        self.open = 0
        self.error = None

    def submit(self, folder):
        with self.lock:
            self.open += 1
        self.executor.submit(self.visit, folder)

    def visit(self, folder):
        try:
            sizes, folders = folder.read()
            with self.lock:
                self.total += sum(sizes)
            for inner in folders:
                self.submit(inner)
        except BaseException as error:
            self.error = error
        finally:
            with self.lock:
                self.open -= 1
                if self.open == 0:
                    self.over.set()


def size(tree, executor):
    counting = Counting(executor)
    counting.submit(tree)
    counting.over.wait()
    if counting.error is not None:
        raise counting.error
    return counting.total
