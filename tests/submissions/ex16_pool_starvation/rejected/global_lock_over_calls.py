# must fail: the_executor_is_shared
# kind: deadlock
# why: waits until the executor is idle, by filling all its workers: two such calls block each other
import threading
from collections import deque


def size(tree, executor):
    total = 0
    tasks = deque([executor.submit(tree.read)])
    while tasks:
        sizes, folders = tasks.popleft().result()
        total += sum(sizes)
        tasks.extend(executor.submit(folder.read) for folder in folders)
    everybody = threading.Barrier(executor._max_workers)
    for task in [executor.submit(everybody.wait) for _ in range(executor._max_workers)]:
        task.result()
    return total
