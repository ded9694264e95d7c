# must fail: folders_are_read_at_the_same_time
# kind: not_concurrent
# why: never more than four folders are read at once, however many workers there are


def size(tree, executor):
    total, waiting = 0, [tree]
    while waiting:
        tasks = [executor.submit(folder.read) for folder in waiting[:4]]
        del waiting[:4]
        for task in tasks:
            sizes, folders = task.result()
            total += sum(sizes)
            waiting += folders
    return total
