# must fail: an_ended_job_is_counted, signs_of_life
# kind: wrong_result
# why: join() of a long job says nothing about the others, and nothing is reported meanwhile
import threading


def run_with_progress(jobs, report):
    works = [threading.Thread(target=job) for job in jobs]
    for work in works:
        work.start()
    ended = 0
    for work in works:
        work.join()
        ended += 1
        report(ended, len(jobs))
