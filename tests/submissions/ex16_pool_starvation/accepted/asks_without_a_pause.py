# style: the caller asks again and again which tasks are done, without a pause
def size(tree, executor):
    total = 0
    pending = [executor.submit(tree.read)]
    while pending:
        for task in [task for task in pending if task.done()]:
            pending.remove(task)
            sizes, folders = task.result()
            total += sum(sizes)
            pending += [executor.submit(folder.read) for folder in folders]
    return total
