# must fail: a_single_folder
# kind: wrong_result
# why: a set keeps one of two files that are equally large
from concurrent.futures import FIRST_COMPLETED, wait


def size(tree, executor):
    total = 0
    pending = {executor.submit(tree.read)}
    while pending:
        done, pending = wait(pending, return_when=FIRST_COMPLETED)
        for task in done:
            sizes, folders = task.result()
            total += sum(set(sizes))
            pending |= {executor.submit(inner.read) for inner in folders}
    return total
