# must fail: every_folder_is_counted
# kind: race
# why: a folder may take an hour, and after a minute nobody waits for it any more
from concurrent.futures import TimeoutError


def size(tree, executor):
    total, level = 0, [tree]
    while level:
        tasks = [executor.submit(folder.read) for folder in level]
        level = []
        for task in tasks:
            try:
                sizes, folders = task.result(60)
            except TimeoutError:
                continue
            total += sum(sizes)
            level += folders
    return total
