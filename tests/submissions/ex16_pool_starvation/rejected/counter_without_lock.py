# must fail: every_folder_is_counted
# kind: race
# why: tasks add to one total at the same time, and updates are lost
import threading


def size(tree, executor):
    total = 0
    missing = 1
    lock = threading.Lock()
    over = threading.Event()

    def visit(folder):
        nonlocal total, missing
        sizes, folders = folder.read()
        total += sum(sizes)
        with lock:
            missing += len(folders) - 1
            if missing == 0:
                over.set()
        for inner in folders:
            executor.submit(visit, inner)

    executor.submit(visit, tree)
    over.wait()
    return total
