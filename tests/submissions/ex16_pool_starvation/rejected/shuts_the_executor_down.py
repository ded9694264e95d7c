# must fail: the_executor_is_shared
# kind: exception
# why: the with statement shuts down an executor that belongs to the caller
def size(tree, executor):
    with executor:
        total, level = 0, [tree]
        while level:
            below = []
            for sizes, folders in executor.map(lambda folder: folder.read(), level):
                total += sum(sizes)
                below += folders
            level = below
        return total
