# style: a task appends the futures of its folders to the list that the caller goes through


def size(tree, executor):
    futures = []

    def task(folder):
        sizes, folders = folder.read()
        for inner in folders:
            futures.append(executor.submit(task, inner))
        return sum(sizes)

    futures.append(executor.submit(task, tree))
    # Whoever is waited for has added its children when it ends: the list is complete
    # as soon as the last one in it is done.
    return sum(future.result() for future in futures)
