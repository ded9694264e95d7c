# must fail: only_the_executor_reads
# kind: wrong_result
# why: a pool with many workers of its own, instead of the one that was handed in
from concurrent.futures import ThreadPoolExecutor


def size(tree, executor):
    with ThreadPoolExecutor(max_workers=100) as own:
        return own.submit(size_of, tree, own).result()


def size_of(folder, executor):
    sizes, folders = folder.read()
    tasks = [executor.submit(size_of, inner, executor) for inner in folders]
    return sum(sizes) + sum(task.result() for task in tasks)
