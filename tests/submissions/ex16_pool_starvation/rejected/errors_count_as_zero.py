# must fail: an_exception_reaches_the_caller
# kind: wrong_result
# why: a folder that cannot be read is left out, and the caller takes the sum to be right
from concurrent.futures import FIRST_COMPLETED, wait


def size(tree, executor):
    total = 0
    pending = {executor.submit(tree.read)}
    while pending:
        done, pending = wait(pending, return_when=FIRST_COMPLETED)
        for task in done:
            if task.exception() is None:
                sizes, folders = task.result()
                total += sum(sizes)
                pending |= {executor.submit(folder.read) for folder in folders}
    return total
