# must fail: cpu_bound_jobs_share_the_cpus
# kind: not_parallel
# why: fixed shares, so many in a row: who has the short ones is idle in the end
import multiprocessing
import os
import threading


def share(jobs, pipe):
    for place, function, argument in jobs:
        try:
            pipe.send((place, function(argument), None))
        except Exception as error:
            pipe.send((place, None, error))
    pipe.close()


def run(jobs):
    results = [None] * len(jobs)
    errors = []
    computing = [(p, f, a) for p, (kind, f, a) in enumerate(jobs) if kind == "cpu"]
    n = os.cpu_count()
    workers = []
    for first in range(n):
        mine = computing[len(computing) * first // n : len(computing) * (first + 1) // n]
        here, there = multiprocessing.Pipe(duplex=False)
        worker = multiprocessing.Process(target=share, args=(mine, there))
        worker.start()
        there.close()
        workers.append((worker, here, len(mine)))

    def wait_here(place, function, argument):
        try:
            results[place] = function(argument)
        except Exception as error:
            errors.append(error)

    waiting = [(p, f, a) for p, (kind, f, a) in enumerate(jobs) if kind == "io"]
    threads = [threading.Thread(target=wait_here, args=job) for job in waiting]
    for thread in threads:
        thread.start()
    for worker, pipe, number in workers:
        for _ in range(number):
            place, results[place], error = pipe.recv()
            if error is not None:
                errors.append(error)
        worker.join()
    for thread in threads:
        thread.join()
    for error in errors:
        raise error
    return results
