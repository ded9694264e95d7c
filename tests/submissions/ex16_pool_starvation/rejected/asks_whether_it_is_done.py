# must fail: few_workers_are_enough
# kind: never_ends
# why: asking again and again occupies the worker as waiting does
import time


def size(tree, executor):
    return executor.submit(size_of, tree, executor).result()


def size_of(folder, executor):
    sizes, folders = folder.read()
    tasks = [executor.submit(size_of, inner, executor) for inner in folders]
    while not all(task.done() for task in tasks):
        time.sleep(1 / 100)
    return sum(sizes) + sum(task.result() for task in tasks)
