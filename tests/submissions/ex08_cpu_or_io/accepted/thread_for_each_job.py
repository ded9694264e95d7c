# style: a thread for every job, of which those that compute call on a process pool
import threading
from concurrent.futures import ProcessPoolExecutor


class Job(threading.Thread):
    def __init__(self, call, argument):
        super().__init__()
        self.call, self.argument = call, argument
        self.value = self.error = None

    def run(self):
        try:
            self.value = self.call(self.argument)
        except Exception as error:
            self.error = error


def run(jobs):
    with ProcessPoolExecutor() as pool:

        def elsewhere(function):
            return lambda argument: pool.submit(function, argument).result()

        threads = [
            Job(elsewhere(function) if kind == "cpu" else function, argument)
            for kind, function, argument in jobs
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    failed = [thread.error for thread in threads if thread.error]
    if failed:
        raise failed[0]
    return [thread.value for thread in threads]
