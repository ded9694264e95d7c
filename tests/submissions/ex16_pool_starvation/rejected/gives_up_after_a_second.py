# must fail: few_workers_are_enough
# kind: wrong_result
# why: no deadlock any more, but what was not read in time is missing from the sum
from concurrent.futures import TimeoutError


def size(tree, executor):
    return executor.submit(size_of, tree, executor).result()


def size_of(folder, executor):
    sizes, folders = folder.read()
    total = sum(sizes)
    for task in [executor.submit(size_of, inner, executor) for inner in folders]:
        try:
            total += task.result(timeout=1)
        except TimeoutError:
            print("a folder took too long")
    return total
