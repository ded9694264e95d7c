# must fail: a_single_folder
# kind: exception
# why: the sum begins with the first file, and an empty folder has none
from functools import reduce
from operator import add


def size(tree, executor):
    total, level = 0, [tree]
    while level:
        below = []
        for sizes, folders in executor.map(lambda folder: folder.read(), level):
            total += reduce(add, sizes)
            below += folders
        level = below
    return total
