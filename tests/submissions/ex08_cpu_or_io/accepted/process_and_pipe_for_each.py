# style: one Process with a pipe for each job that computes, one Thread for each that waits
import multiprocessing
import threading


def child(function, argument, pipe):
    try:
        pipe.send((function(argument), None))
    except Exception as error:
        pipe.send((None, error))
    pipe.close()


def run(jobs):
    outcomes = [None] * len(jobs)

    def wait(place, function, argument):
        try:
            outcomes[place] = function(argument), None
        except Exception as error:
            outcomes[place] = None, error

    children = {}
    for place, (kind, function, argument) in enumerate(jobs):
        if kind == "cpu":
            ours, theirs = multiprocessing.Pipe(duplex=False)
            process = multiprocessing.Process(target=child, args=(function, argument, theirs))
            process.start()
            theirs.close()
            children[place] = process, ours
    threads = [
        threading.Thread(target=wait, args=(place, function, argument))
        for place, (kind, function, argument) in enumerate(jobs)
        if kind == "io"
    ]
    for thread in threads:
        thread.start()
    for place, (process, ours) in children.items():
        outcomes[place] = ours.recv()
        process.join()
    for thread in threads:
        thread.join()
    for _, error in outcomes:
        if error is not None:
            raise error
    return [value for value, _ in outcomes]
