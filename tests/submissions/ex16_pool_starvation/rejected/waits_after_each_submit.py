# must fail: folders_are_read_at_the_same_time
# kind: not_concurrent
# why: the caller waits for each folder before it submits the next: one read at a time
def size(tree, executor):
    sizes, folders = executor.submit(tree.read).result()
    return sum(sizes) + sum(size(folder, executor) for folder in folders)
