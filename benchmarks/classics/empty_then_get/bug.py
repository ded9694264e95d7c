"""`empty()` is out of date at once: another clerk may take the last job, and `get()` waits."""

import queue
import threading


class Office:
    def __init__(self) -> None:
        self.jobs: queue.Queue[str] = queue.Queue()
        self.done: queue.Queue[str] = queue.Queue()
        for job in ("print", "scan", "fax"):
            self.jobs.put(job)


def work(office: Office) -> None:
    while not office.jobs.empty():
        office.done.put(office.jobs.get())


setup = Office
WORKERS = [work, work]


def main() -> None:
    office = setup()
    clerks = enumerate(WORKERS, 1)
    threads = [threading.Thread(target=f, args=(office,), name=f"clerk {n}") for n, f in clerks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert office.done.qsize() == 3, f"3 jobs were given, {office.done.qsize()} were done"


if __name__ == "__main__":
    main()
