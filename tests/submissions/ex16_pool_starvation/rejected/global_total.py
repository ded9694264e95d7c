# must fail: the_executor_is_shared
# kind: race
# why: two calls at the same time add to one global total
from concurrent.futures import FIRST_COMPLETED, wait

total = 0


def size(tree, executor):
    global total
    total = 0
    pending = {executor.submit(tree.read)}
    while pending:
        done, pending = wait(pending, return_when=FIRST_COMPLETED)
        for task in done:
            sizes, folders = task.result()
            total += sum(sizes)
            pending |= {executor.submit(folder.read) for folder in folders}
    return total
