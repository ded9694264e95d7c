# workers that only pass their numbers on to the main process, which does the work
from multiprocessing import Process, Queue


def work(numbers, answers, results, mine):
    part = 0
    for i in mine:
        numbers.put(i)
        part += answers.get()
    results.put(part)


def total(term, n, workers):
    numbers, answers, results = Queue(), Queue(), Queue()
    processes = [
        Process(target=work, args=(numbers, answers, results, range(k, n, workers)))
        for k in range(workers)
    ]
    for process in processes:
        process.start()
    for _ in range(n):
        answers.put(term(numbers.get()))
    result = sum(results.get() for _ in processes)
    for process in processes:
        process.join()
    return result
