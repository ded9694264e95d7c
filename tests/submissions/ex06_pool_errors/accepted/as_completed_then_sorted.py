# style: as_completed with result() in a try; both dicts are put in order at the end
from concurrent.futures import ThreadPoolExecutor, as_completed


def run_all(tasks):
    results, errors = {}, {}
    with ThreadPoolExecutor() as pool:
        names = {pool.submit(task): name for name, task in tasks.items()}
        for future in as_completed(names):
            name = names[future]
            try:
                results[name] = future.result()
            except BaseException as error:
                errors[name] = error

    def in_order(found):
        return {name: found[name] for name in tasks if name in found}

    return in_order(results), in_order(errors)
