# style: waits for pipes and sentinels at once; a small class holds one attempt
import time
from multiprocessing import Pipe, Process, connection


class Attempt:
    def __init__(self, task):
        self.reader, self.writer = Pipe(False)
        self.process = Process(target=self.work, args=(task, self.writer), daemon=True)

    @staticmethod
    def work(task, writer):
        try:
            value = task()
        except BaseException:
            raise SystemExit(1) from None
        writer.send(value)

    def start(self):
        self.process.start()

    @property
    def good(self):
        return self.reader.poll()

    def end(self):
        if self.process.pid is not None:
            self.process.kill()
            self.process.join()
        self.reader.close()
        self.writer.close()


def first_good(tasks, timeout):
    end = time.monotonic() + timeout
    attempts = [Attempt(task) for task in tasks]
    try:
        for attempt in attempts:
            attempt.start()
        waiting = list(attempts)
        while waiting:
            objects = [a.process.sentinel for a in waiting] + [a.reader for a in waiting]
            connection.wait(objects, max(0.0, end - time.monotonic()))
            for attempt in waiting:
                ended = attempt.process.exitcode is not None
                if attempt.good:
                    return attempt.reader.recv()
                attempt.failed = ended
            waiting = [a for a in waiting if not a.failed]
            if waiting and time.monotonic() >= end:
                raise TimeoutError("too late")
        raise RuntimeError("no good task")
    finally:
        for attempt in attempts:
            attempt.end()
