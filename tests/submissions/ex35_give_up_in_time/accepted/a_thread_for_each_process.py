# style: one thread looks after each child, an Event says that it is decided
import threading
import time
from multiprocessing import Pipe, Process


def child(task, pipe):
    pipe.send(task())


class Race:
    def __init__(self, runners):
        self.lock = threading.Lock()
        self.decided = threading.Event()
        self.left = runners
        self.values = []

    def finished(self, values):
        with self.lock:
            self.left -= 1
            self.values += values
            if self.values or not self.left:
                self.decided.set()


def look_after(race, pipe):
    try:
        values = [pipe.recv()]
    except (EOFError, OSError):
        values = []
    race.finished(values)
    pipe.close()


def first_good(tasks, timeout):
    end = time.monotonic() + timeout
    race = Race(len(tasks))
    if not tasks:
        raise RuntimeError("nothing to do")
    processes, threads = [], []
    try:
        for task in tasks:
            ours, theirs = Pipe(duplex=False)
            process = Process(target=child, args=(task, theirs))
            process.start()
            theirs.close()
            processes.append(process)
            threads.append(threading.Thread(target=look_after, args=(race, ours)))
        for thread in threads:
            thread.start()
        if not race.decided.wait(max(0, end - time.monotonic())):
            raise TimeoutError(f"{timeout} s are over")
        if not race.values:
            raise RuntimeError("every task failed")
        return race.values[0]
    finally:
        for process in processes:
            process.kill()
        for process in processes:
            process.join()
        for thread in threads:
            if thread.ident is not None:
                thread.join()
