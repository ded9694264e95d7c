# style: every worker puts a note into a queue when it is over; get with a timeout
import queue
import threading


def run_with_progress(jobs, report):
    news = queue.Queue()
    errors = []

    def work_thread(job):
        try:
            job()
        except Exception as error:
            errors.append(error)
        finally:
            news.put("ended")

    works = [threading.Thread(target=work_thread, args=(job,)) for job in jobs]
    for work in works:
        work.start()
    ended = 0
    while ended < len(jobs):
        try:
            news.get(timeout=0.1)
            ended += 1
        except queue.Empty:
            pass
        report(ended, len(jobs))
    for work in works:
        work.join()
    if errors:
        raise errors[0]
