# style: a subclass of Thread that remembers how its task ended
from threading import Thread


class Worker(Thread):
    def __init__(self, task):
        super().__init__()
        self.task = task
        self.ended = None

    def run(self):
        try:
            value = self.task()
        except BaseException as error:
            self.ended = "errors", error
        else:
            self.ended = "results", value


def run_all(tasks):
    workers = {name: Worker(task) for name, task in tasks.items()}
    for worker in workers.values():
        worker.start()
    report = {"results": {}, "errors": {}}
    for name, worker in workers.items():
        worker.join()
        where, what = worker.ended
        report[where][name] = what
    return report["results"], report["errors"]
