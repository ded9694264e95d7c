# style: a pool that chooses its own size, which is five at least; done() in place of waiting
import time
from concurrent.futures import ThreadPoolExecutor


def run_all(tasks):
    results = {}
    errors = {}
    with ThreadPoolExecutor() as executor:
        futures = [(name, executor.submit(task)) for name, task in tasks.items()]
        while not all(future.done() for _name, future in futures):
            time.sleep(0.01)
    for name, future in futures:
        try:
            results[name] = future.result()
        except BaseException as error:
            errors[name] = error
    return results, errors
