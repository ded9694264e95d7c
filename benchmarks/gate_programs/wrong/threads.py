# threads share one GIL
from concurrent.futures import ThreadPoolExecutor


def total(term, n, workers):
    with ThreadPoolExecutor(workers) as executor:
        return sum(executor.map(term, range(n)))
