# must fail: only_the_executor_reads
# kind: wrong_result
# why: a plain recursion: no deadlock, and nothing is done by the pool
def size(tree, executor):
    sizes, folders = tree.read()
    return sum(sizes) + sum(size(folder, executor) for folder in folders)
