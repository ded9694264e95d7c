# must fail: the_children_count, workers_processes_take_part
# kind: not_processes
# why: a right count, by threads of one process
import multiprocessing
import threading


def count_some(hits, share):
    for _ in range(share):
        with hits.get_lock():
            hits.value += 1


def count_hits(n, workers):
    hits = multiprocessing.Value("i", 0)
    shares = [len(range(k, n, workers)) for k in range(workers)]
    threads = [threading.Thread(target=count_some, args=(hits, share)) for share in shares]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return hits.value
