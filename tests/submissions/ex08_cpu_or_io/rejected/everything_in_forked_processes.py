# must fail: io_bound_jobs_stay
# kind: wrong_result
# why: a forked process inherits what cannot be sent, but who waits needs no process
import multiprocessing


def child(place, function, argument, outcomes):
    try:
        outcomes.put((place, function(argument), None))
    except Exception as error:
        outcomes.put((place, None, error))


def run(jobs):
    context = multiprocessing.get_context("fork")
    outcomes = context.Queue()
    works = [
        context.Process(target=child, args=(place, function, argument, outcomes))
        for place, (_kind, function, argument) in enumerate(jobs)
    ]
    for work in works:
        work.start()
    found = {place: (value, error) for place, value, error in (outcomes.get() for _ in works)}
    for work in works:
        work.join()
    for _, error in found.values():
        if error is not None:
            raise error
    return [found[place][0] for place in range(len(jobs))]
