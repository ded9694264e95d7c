# style: one level of the tree after the other, each with executor.map
def read(folder):
    return folder.read()


def size(tree, executor):
    total = 0
    level = [tree]
    while level:
        below = []
        for sizes, folders in executor.map(read, level):
            total += sum(sizes)
            below += folders
        level = below
    return total
