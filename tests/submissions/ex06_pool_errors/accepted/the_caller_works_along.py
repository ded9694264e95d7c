# style: three threads and the caller take from one iterator; each keeps dicts of its own
import threading


class Runner(threading.Thread):
    def __init__(self, todo, lock):
        super().__init__()
        self.todo, self.lock = todo, lock
        self.got = {}
        self.bad = {}

    def run(self):
        while True:
            with self.lock:
                name, task = next(self.todo, (None, None))
            if task is None:
                return
            try:
                value = task()
            except:  # noqa
                import sys

                self.bad[name] = sys.exc_info()[1]
            else:
                self.got[name] = value


def run_all(tasks):
    lock = threading.Lock()
    todo = iter(tasks.items())
    # the caller works along
    runners = [Runner(todo, lock) for _ in range(4)]
    for r in runners[1:]:
        r.start()
    runners[0].run()
    for r in runners[1:]:
        r.join()
    return (
        {n: r.got[n] for n in tasks for r in runners if n in r.got},
        {n: r.bad[n] for n in tasks for r in runners if n in r.bad},
    )
