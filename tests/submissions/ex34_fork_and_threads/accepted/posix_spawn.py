# style: os.posix_spawn runs this file under another module name, behind join() and exitcode
import os
import sys
import threading

_lock = threading.Lock()


def log(text):
    with _lock:
        print(text, flush=True)


def work():
    log("worker: begins")
    log("worker: done")


CODE = """
import importlib.util, sys
spec = importlib.util.spec_from_file_location("the_worker", sys.argv[1])
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
module.work()
"""


class Worker:
    def __init__(self, pid):
        self.pid = pid
        self._code = None
        self._guard = threading.Lock()

    def _look(self, options):
        with self._guard:
            if self._code is None:
                pid, status = os.waitpid(self.pid, options)
                if pid:
                    self._code = os.waitstatus_to_exitcode(status)
            return self._code

    def join(self):
        self._look(0)

    @property
    def exitcode(self):
        return self._look(os.WNOHANG)


def start_worker():
    arguments = [sys.executable, "-c", CODE, os.path.abspath(__file__)]
    return Worker(os.posix_spawn(sys.executable, arguments, os.environ))


if __name__ == "__main__":
    child = start_worker()
    child.join()
    print(child.exitcode)
