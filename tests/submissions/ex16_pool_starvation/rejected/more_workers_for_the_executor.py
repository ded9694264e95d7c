# must fail: only_the_executor_reads
# kind: wrong_result
# why: the executor is told to have more workers than its owner allowed
def size(tree, executor):
    executor._max_workers = 1000
    return executor.submit(size_of, tree, executor).result()


def size_of(folder, executor):
    sizes, folders = folder.read()
    tasks = [executor.submit(size_of, inner, executor) for inner in folders]
    return sum(sizes) + sum(task.result() for task in tasks)
