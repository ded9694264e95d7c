# must fail: no_hit_is_lost
# kind: not_gradable
# why: a number in SharedMemory, without any lock: its bytes are out of the grader's sight
import multiprocessing
from multiprocessing.shared_memory import SharedMemory


def count_some(memory, share):
    numbers = memory.buf.cast("q")
    for _ in range(share):
        numbers[0] += 1
    numbers.release()


def count_hits(n, workers):
    memory = SharedMemory(create=True, size=8)
    numbers = memory.buf.cast("q")
    numbers[0] = 0
    shares = [len(range(k, n, workers)) for k in range(workers)]
    children = [
        multiprocessing.Process(target=count_some, args=(memory, share)) for share in shares
    ]
    for child in children:
        child.start()
    for child in children:
        child.join()
    hits = numbers[0]
    numbers.release()
    memory.close()
    memory.unlink()
    return hits
