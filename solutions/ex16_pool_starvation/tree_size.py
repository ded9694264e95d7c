"""How many bytes there are in a folder and in all folders below it, read by a thread pool."""

import time
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait


def size(tree, executor):
    """Add up the sizes of all files in the folder `tree` and in the folders below it.

    The reading is done by the threads of `executor`; this thread hands out the tasks.
    """
    # A task that waits for another task of its own pool keeps a worker from doing that other task.
    # As soon as every worker waits like this, nobody is left to do the work. So no task waits here:
    # a task reads one folder and ends. The only one that waits is the thread that called us, and
    # it takes no worker away.
    total = 0
    pending = {executor.submit(tree.read)}
    while pending:
        # wait gives two sets: the futures that are done, at least one, and those that are not.
        done, pending = wait(pending, return_when=FIRST_COMPLETED)
        for task in done:
            # result() does not wait any more; if read raised, that exception is raised here.
            sizes, folders = task.result()
            total += sum(sizes)
            pending.update(executor.submit(folder.read) for folder in folders)
    return total


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
    with ThreadPoolExecutor(max_workers=1) as executor:
        print(size(Folder([7], [photos, music]), executor))


if __name__ == "__main__":
    main()
