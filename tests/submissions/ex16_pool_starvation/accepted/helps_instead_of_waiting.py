# style: tasks do wait, but only for those that run already; what is still queued they do themselves
def size(tree, executor):
    return executor.submit(visit, tree, executor).result()


def visit(folder, executor):
    sizes, folders = folder.read()
    tasks = [(inner, executor.submit(visit, inner, executor)) for inner in folders]
    total = sum(sizes)
    for inner, task in tasks:
        total += visit(inner, executor) if task.cancel() else task.result()
    return total
