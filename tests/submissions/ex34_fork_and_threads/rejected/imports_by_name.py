# must fail: runs_as_a_script
# kind: wrong_result
# why: a fresh interpreter finds a module by its name in its own folder only
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
        self._program = subprocess.Popen([sys.executable, "-c", "import forky; forky.work()"])
        self.pid = self._program.pid

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
    child = start_worker()
    child.join()
    print(child.exitcode)
