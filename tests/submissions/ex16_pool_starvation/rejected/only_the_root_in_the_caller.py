# must fail: few_workers_are_enough
# kind: deadlock
# why: the caller waits for the folders of the root, but below that the tasks wait for each other
def size(tree, executor):
    sizes, folders = executor.submit(tree.read).result()
    tasks = [executor.submit(size_of, folder, executor) for folder in folders]
    return sum(sizes) + sum(task.result() for task in tasks)


def size_of(folder, executor):
    sizes, folders = folder.read()
    tasks = [executor.submit(size_of, inner, executor) for inner in folders]
    return sum(sizes) + sum(task.result() for task in tasks)
