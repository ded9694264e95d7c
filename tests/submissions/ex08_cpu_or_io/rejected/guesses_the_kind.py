# must fail: io_bound_jobs_stay
# kind: wrong_result
# why: whatever can be sent is sent to a process, whatever the job says of itself
import pickle
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def can_be_sent(function):
    try:
        pickle.dumps(function)
    except Exception:
        return False
    return True


def run(jobs):
    with ProcessPoolExecutor(20) as processes, ThreadPoolExecutor(20) as threads:
        works = [
            (processes if can_be_sent(function) else threads).submit(function, argument)
            for _kind, function, argument in jobs
        ]
        return [work.result() for work in works]
