# style: a class with callbacks for pipes and sentinels; SIGTERM, a moment for all together, SIGKILL
import multiprocessing
import time
from multiprocessing.connection import wait


def run(pipe, task):
    try:
        value = task()
    except BaseException:
        pipe.send((False, None))
    else:
        pipe.send((True, value))


class Race:
    def __init__(self, tasks, timeout):
        self.end = time.monotonic() + timeout
        self.tasks = tasks
        self.open = len(tasks)
        self.found = []
        self.runners = []
        self.handlers = {}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        started = [process for process in self.runners if process.pid is not None]
        try:
            for process in started:
                process.terminate()
            grace = time.monotonic() + 0.1
            for process in started:
                process.join(max(0, grace - time.monotonic()))
        finally:
            for process in started:
                process.kill()
            for process in started:
                process.join()

    def start(self):
        for task in self.tasks:
            ours, theirs = multiprocessing.Pipe(duplex=False)
            process = multiprocessing.Process(target=run, args=(theirs, task))
            self.runners.append(process)
            process.start()
            theirs.close()
            self.handlers[ours] = self.on_message
            self.handlers[process.sentinel] = self.on_exit(ours)

    def on_message(self, pipe):
        del self.handlers[pipe]
        self.open -= 1
        try:
            good, value = pipe.recv()
        except (EOFError, OSError):
            return
        if good:
            self.found.append(value)

    def on_exit(self, pipe):
        def ended(sentinel):
            del self.handlers[sentinel]
            if pipe in self.handlers:
                self.on_message(pipe)

        return ended

    def result(self):
        while self.open and not self.found:
            ready = wait(list(self.handlers), max(0, self.end - time.monotonic()))
            if not ready:
                raise TimeoutError("too late")
            for thing in ready:
                handler = self.handlers.get(thing)
                if handler is not None:
                    handler(thing)
        if not self.found:
            raise RuntimeError("no good task")
        return self.found[0]


def first_good(tasks, timeout):
    with Race(tasks, timeout) as race:
        race.start()
        return race.result()
