# must fail: waits_overlap
# kind: not_concurrent
# why: the jobs that wait are called one after the other while the processes compute
from concurrent.futures import ProcessPoolExecutor


def run(jobs):
    with ProcessPoolExecutor() as processes:
        works = {
            place: processes.submit(function, argument)
            for place, (kind, function, argument) in enumerate(jobs)
            if kind == "cpu"
        }
        results = {
            place: function(argument)
            for place, (kind, function, argument) in enumerate(jobs)
            if kind == "io"
        }
        results.update((place, work.result()) for place, work in works.items())
    return [results[place] for place in range(len(jobs))]
