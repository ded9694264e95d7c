# must fail: the_children_count
# kind: not_processes
# why: as many processes as asked for, which do nothing, and the result is known beforehand
import multiprocessing


def nothing():
    pass


def count_hits(n, workers):
    children = [multiprocessing.Process(target=nothing) for _ in range(workers)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    return n
