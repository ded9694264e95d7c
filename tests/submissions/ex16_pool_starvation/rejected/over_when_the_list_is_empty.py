# must fail: every_folder_is_counted
# kind: race
# why: the list of results is empty while the last folder is still being read
import queue


def size(tree, executor):
    results = queue.Queue()

    def visit(folder):
        sizes, folders = folder.read()
        for inner in folders:
            executor.submit(visit, inner)
        results.put(sum(sizes))

    executor.submit(visit, tree)
    total = results.get()
    while not results.empty():
        total += results.get()
    return total
