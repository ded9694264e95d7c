# must fail: every_folder_is_counted
# kind: wrong_result
# why: the folders of the folders of the root are never looked into
def size(tree, executor):
    sizes, folders = executor.submit(tree.read).result()
    total = sum(sizes)
    for sizes, _folders in executor.map(lambda folder: folder.read(), folders):
        total += sum(sizes)
    return total
