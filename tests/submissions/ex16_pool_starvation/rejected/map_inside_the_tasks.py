# must fail: few_workers_are_enough
# kind: deadlock
# why: the list of a map waits just as result() does: in a worker, for tasks of the same pool
def size(tree, executor):
    return executor.submit(size_of, tree, executor).result()


def size_of(folder, executor):
    sizes, folders = folder.read()
    return sum(sizes) + sum(executor.map(size_of, folders, [executor] * len(folders)))
