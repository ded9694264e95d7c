# must fail: works_with_every_start_method
# kind: wrong_result
# why: under spawn every child imports the module and counts on a Value of its own
import multiprocessing

hits = multiprocessing.Value("i", 0)


def count_some(share):
    for _ in range(share):
        with hits.get_lock():
            hits.value += 1


def count_hits(n, workers):
    hits.value = 0
    shares = [len(range(k, n, workers)) for k in range(workers)]
    children = [multiprocessing.Process(target=count_some, args=(share,)) for share in shares]
    for child in children:
        child.start()
    for child in children:
        child.join()
    return hits.value
