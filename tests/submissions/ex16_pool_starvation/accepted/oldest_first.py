# style: the caller waits for the oldest task, and submits the folders that it found
from collections import deque


def size(tree, executor):
    total = 0
    tasks = deque([executor.submit(tree.read)])
    while tasks:
        sizes, folders = tasks.popleft().result()
        total += sum(sizes)
        tasks.extend(executor.submit(folder.read) for folder in folders)
    return total
