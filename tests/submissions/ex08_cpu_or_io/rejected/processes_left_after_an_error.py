# must fail: no_process_is_left
# kind: leaked_process
# why: a Process for each job, joined only when all went well
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import Process, SimpleQueue


def child(place, function, argument, answers):
    try:
        answers.put((place, function(argument), None))
    except Exception as error:
        answers.put((place, None, error))


def run(jobs):
    results = [None] * len(jobs)
    answers = SimpleQueue()
    children = []
    with ThreadPoolExecutor(20) as threads:
        for place, (kind, function, argument) in enumerate(jobs):
            if kind == "cpu":
                children.append(Process(target=child, args=(place, function, argument, answers)))
                children[-1].start()
            else:
                results[place] = threads.submit(function, argument)
        for _ in children:
            place, result, error = answers.get()
            if error is not None:
                raise error
            results[place] = result
        for place, (kind, _function, _argument) in enumerate(jobs):
            if kind == "io":
                results[place] = results[place].result()
    for process in children:
        process.join()
    return results
