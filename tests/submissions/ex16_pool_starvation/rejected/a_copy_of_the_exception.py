# must fail: an_exception_reaches_the_caller
# kind: wrong_result
# why: what reaches the caller is another exception, without the traceback of the first


def size(tree, executor):
    total, level = 0, [tree]
    while level:
        tasks = [executor.submit(folder.read) for folder in level]
        level = []
        for task in tasks:
            error = task.exception()
            if error is not None:
                raise type(error)(*error.args)
            sizes, folders = task.result()
            total += sum(sizes)
            level += folders
    return total
