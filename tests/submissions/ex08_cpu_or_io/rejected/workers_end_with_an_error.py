# must fail: an_error_reaches_the_caller
# kind: never_ends
# why: a failure ends its process, and when all have ended nobody takes the next job
import multiprocessing
import os
from concurrent.futures import ThreadPoolExecutor


def work(todo, done):
    while (job := todo.get()) is not None:
        place, function, argument = job
        try:
            done.put((place, function(argument), None))
        except Exception as error:
            done.put((place, None, error))
            break


def run(jobs):
    todo, done = multiprocessing.Queue(), multiprocessing.Queue()
    cpus = os.cpu_count()
    children = [multiprocessing.Process(target=work, args=(todo, done)) for _ in range(cpus)]
    for child in children:
        child.start()
    computing = 0
    for place, (kind, function, argument) in enumerate(jobs):
        if kind == "cpu":
            todo.put((place, function, argument))
            computing += 1
    for _ in children:
        todo.put(None)
    with ThreadPoolExecutor(max_workers=20) as threads:
        futures = {
            place: threads.submit(function, argument)
            for place, (kind, function, argument) in enumerate(jobs)
            if kind == "io"
        }
        answers = [done.get() for _ in range(computing)]
    for child in children:
        child.join()
    errors = [error for _place, _result, error in answers if error is not None]
    if errors:
        raise errors[0]
    results = {place: result for place, result, _error in answers}
    results |= {place: future.result() for place, future in futures.items()}
    return [results[place] for place in range(len(jobs))]
