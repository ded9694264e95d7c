# must fail: folders_are_read_at_the_same_time
# kind: not_concurrent
# why: a task for each folder in the root reads all that is below it, one folder after another


def size(tree, executor):
    sizes, folders = executor.submit(tree.read).result()
    return sum(sizes) + sum(executor.map(whole, folders))


def whole(folder):
    total, todo = 0, [folder]
    while todo:
        sizes, folders = todo.pop().read()
        total += sum(sizes)
        todo.extend(folders)
    return total
