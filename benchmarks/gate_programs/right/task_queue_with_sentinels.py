# tasks in one queue, results in another, a None for each worker at the end
from multiprocessing import Process, Queue


def work(tasks, results, term):
    for i in iter(tasks.get, None):
        results.put(term(i))


def total(term, n, workers):
    tasks, results = Queue(), Queue()
    processes = [Process(target=work, args=(tasks, results, term)) for _ in range(workers)]
    for process in processes:
        process.start()
    for i in [*range(n), *[None] * workers]:
        tasks.put(i)
    result = sum(results.get() for _ in range(n))
    for process in processes:
        process.join()
    return result
