# must fail: an_exception_reaches_the_caller
# kind: wrong_result
# why: a folder that could not be read is read a second time
from concurrent.futures import FIRST_COMPLETED, wait


def read(folder):
    try:
        return folder.read()
    except OSError:
        return folder.read()


def size(tree, executor):
    total = 0
    pending = {executor.submit(read, tree)}
    while pending:
        done, pending = wait(pending, return_when=FIRST_COMPLETED)
        for future in done:
            sizes, folders = future.result()
            total += sum(sizes)
            pending |= {executor.submit(read, folder) for folder in folders}
    return total
