# must fail: no_process_is_left
# kind: wrong_result
# why: waits for all child processes of the program, also for those of others
import multiprocessing


def count_some(hits, share):
    for _ in range(share):
        with hits.get_lock():
            hits.value += 1


def count_hits(n, workers):
    hits = multiprocessing.Value("i", 0)
    for k in range(workers):
        share = len(range(k, n, workers))
        multiprocessing.Process(target=count_some, args=(hits, share)).start()
    for child in multiprocessing.active_children():
        child.join()
    return hits.value
