# style: processes take the next place from a shared Value and answer through pipes of their own
import multiprocessing
import os
import pickle
import threading
from multiprocessing.connection import wait


def help_yourself(jobs, turn, answers):
    while True:
        with turn.get_lock():
            mine = turn.value
            turn.value += 1
        if mine >= len(jobs):
            break
        place, function, argument = jobs[mine]
        try:
            message = pickle.dumps((place, function(argument), None))
        except BaseException as error:
            try:
                message = pickle.dumps((place, None, error))
                pickle.loads(message)
            except Exception:
                message = pickle.dumps((place, None, RuntimeError(repr(error))))
        answers.send_bytes(message)
    answers.close()


def run(jobs):
    results = [None] * len(jobs)
    errors = []
    computing = [(p, f, a) for p, (kind, f, a) in enumerate(jobs) if kind == "cpu"]
    waiting = [(p, f, a) for p, (kind, f, a) in enumerate(jobs) if kind == "io"]

    turn = multiprocessing.Value("L", 0)
    workers, pipes = [], []
    for _ in range(min(len(computing), os.cpu_count() or 1)):
        here, there = multiprocessing.Pipe(duplex=False)
        worker = multiprocessing.Process(target=help_yourself, args=(computing, turn, there))
        worker.start()
        there.close()
        workers.append(worker)
        pipes.append(here)

    def wait_here(place, function, argument):
        try:
            results[place] = function(argument)
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=wait_here, args=job) for job in waiting]
    for thread in threads:
        thread.start()

    answered = 0
    while pipes:
        for pipe in wait(pipes):
            try:
                place, result, error = pickle.loads(pipe.recv_bytes())
            except EOFError:
                pipe.close()
                pipes.remove(pipe)
                continue
            answered += 1
            results[place] = result
            if error is not None:
                errors.append(error)
    for thread in threads:
        thread.join()
    for worker in workers:
        worker.join()
    if answered < len(computing):
        errors.append(RuntimeError("a worker died"))
    if errors:
        raise errors[0]
    return results
