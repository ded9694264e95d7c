# must fail: every_folder_is_counted
# kind: wrong_result
# why: every folder is read once for its files and once more for its folders
def size(tree, executor):
    total, level = 0, [tree]
    while level:
        total += sum(executor.map(lambda folder: sum(folder.read()[0]), level))
        inner = executor.map(lambda folder: folder.read()[1], level)
        level = [folder for folders in inner for folder in folders]
    return total
