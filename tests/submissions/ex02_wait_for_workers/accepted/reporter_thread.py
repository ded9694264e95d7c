# style: main joins one thread after the other while a thread of its own reports
import threading


def run_with_progress(jobs, report):
    works = [threading.Thread(target=job) for job in jobs]
    over = threading.Event()

    def ended():
        return sum(not work.is_alive() for work in works)

    def reporting():
        while not over.wait(0.1):
            report(ended(), len(works))

    for work in works:
        work.start()
    reporter = threading.Thread(target=reporting, name="reporter")
    reporter.start()
    for work in works:
        work.join()
    over.set()
    reporter.join()
    report(len(works), len(works))
