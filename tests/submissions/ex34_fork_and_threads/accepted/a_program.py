# style: no multiprocessing: this file as a program of its own, behind join() and exitcode
import subprocess
import sys
import threading

_lock = threading.Lock()


def log(text):
    with _lock:
        print(text, flush=True)


def work():
    log("worker: begins")
    log("worker: done")


class Worker:
    def __init__(self):
        self._program = subprocess.Popen([sys.executable, __file__, "work"])

    @property
    def pid(self):
        return self._program.pid

    def join(self, timeout=None):
        try:
            self._program.wait(timeout)
        except subprocess.TimeoutExpired:
            pass

    @property
    def exitcode(self):
        return self._program.poll()


def start_worker():
    return Worker()


if __name__ == "__main__":
    if sys.argv[1:] == ["work"]:
        work()
    else:
        child = start_worker()
        child.join()
