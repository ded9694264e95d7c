# must fail: the_executor_is_shared
# kind: never_ends
# why: it is over when the executor's queue is empty, which others go on filling
import time


def size(tree, executor):
    futures = []

    def task(folder):
        sizes, folders = folder.read()
        for inner in folders:
            futures.append(executor.submit(task, inner))
        return sum(sizes)

    futures.append(executor.submit(task, tree))
    total = 0
    for future in futures:
        total += future.result()
    # make sure that nothing is left
    while executor._work_queue.qsize():
        time.sleep(0.01)
    return total
