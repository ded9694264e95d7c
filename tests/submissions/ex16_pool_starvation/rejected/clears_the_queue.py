# must fail: the_executor_is_shared
# kind: wrong_result
# why: when a folder cannot be read, whatever is queued is cancelled, other people's tasks too
import queue
from concurrent.futures import FIRST_COMPLETED, wait


def size(tree, executor):
    total = 0
    pending = {executor.submit(tree.read)}
    try:
        while pending:
            done, pending = wait(pending, return_when=FIRST_COMPLETED)
            for future in done:
                sizes, folders = future.result()
                total += sum(sizes)
                pending.update(executor.submit(folder.read) for folder in folders)
    except BaseException:
        while True:
            try:
                item = executor._work_queue.get_nowait()
            except queue.Empty:
                break
            if item is not None:
                item.future.cancel()
        raise
    return total
