# a generator hands in a task only when the result of the one before has been taken
from concurrent.futures import ProcessPoolExecutor


def total(term, n, workers):
    with ProcessPoolExecutor(workers) as executor:
        futures = (executor.submit(term, i) for i in range(n))
        return sum(future.result() for future in futures)
