# must fail: an_exception_reaches_the_caller
# kind: deadlock
# why: a task that raises never counts itself as done, so the caller waits for ever
import threading


def size(tree, executor):
    total, missing = 0, 1
    changed = threading.Condition()

    def visit(folder):
        nonlocal total, missing
        sizes, folders = folder.read()
        with changed:
            total += sum(sizes)
            missing += len(folders) - 1
            changed.notify()
        for inner in folders:
            executor.submit(visit, inner)

    executor.submit(visit, tree)
    with changed:
        while missing:
            changed.wait()
    return total
