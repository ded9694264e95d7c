"""How many bytes there are in a folder and in all folders below it, read by a thread pool.

Run this file to see what goes wrong:

    python exercises/ex16_pool_starvation/tree_size.py
"""

import threading
import time
from concurrent.futures import ThreadPoolExecutor


def size(tree, executor):
    """Add up the sizes of all files in the folder `tree` and in the folders below it.

    tree: a folder. Its method read() takes a while and returns two lists: the sizes of its files
        in bytes, and its folders, which have a method read() too.
    executor: a ThreadPoolExecutor. All reading is done by its threads, and folders that lie side
        by side are read at the same time, as far as there are workers; one worker is enough.

    Returns the sum. read() is called once for each folder; an exception that it raises reaches the
    caller. The executor can be used by others at the same time, and afterwards.
    """
    return executor.submit(size_of, tree, executor).result()


def size_of(folder, executor):
    """What a task does: read one folder, and have those in it done by further tasks."""
    sizes, folders = folder.read()
    tasks = [executor.submit(size_of, inner, executor) for inner in folders]
    return sum(sizes) + sum(task.result() for task in tasks)


class Folder:
    """A folder on a slow drive, to try it out."""

    def __init__(self, sizes, folders):
        self.sizes = sizes
        self.folders = folders

    def read(self):
        time.sleep(10 / 1000)
        return self.sizes, self.folders


def main():
    photos = Folder([300, 400], [Folder([1000], [])])
    music = Folder([50], [Folder([2000], [])])
    home = Folder([7], [photos, music])

    for workers in (8, 2):
        executor = ThreadPoolExecutor(max_workers=workers)
        found = []
        # In a thread of its own, so that this script can go on although the call never returns.
        caller = threading.Thread(target=lambda e=executor, f=found: f.append(size(home, e)))
        caller.daemon = True
        caller.start()
        caller.join(timeout=0.5)
        if found:
            print(f"{workers} workers: {found[0]} bytes.")
        else:
            print(f"{workers} workers: every one of them waits for a task that is still queued.")
        # Taking the queued tasks away ends the wait, with an exception.
        threading.excepthook = lambda args: None
        executor.shutdown(cancel_futures=True)


if __name__ == "__main__":
    main()
