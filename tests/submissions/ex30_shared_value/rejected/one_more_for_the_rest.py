# must fail: workers_processes_take_part
# kind: not_processes
# why: what cannot be shared out evenly gets a process of its own, one more than workers
import multiprocessing


def count_some(hits, share):
    for _ in range(share):
        with hits.get_lock():
            hits.value += 1


def count_hits(n, workers):
    hits = multiprocessing.Value("i", 0)
    shares = [n // workers] * workers
    if n % workers:
        shares.append(n % workers)
    children = [multiprocessing.Process(target=count_some, args=(hits, share)) for share in shares]
    for child in children:
        child.start()
    for child in children:
        child.join()
    return hits.value
