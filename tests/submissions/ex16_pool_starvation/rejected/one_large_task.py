# must fail: folders_are_read_at_the_same_time
# kind: not_concurrent
# why: a single task reads everything: the other workers have nothing to do
def size(tree, executor):
    return executor.submit(size_of, tree).result()


def size_of(folder):
    sizes, folders = folder.read()
    return sum(sizes) + sum(map(size_of, folders))
