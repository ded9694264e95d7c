# must fail: no_process_is_left
# kind: leaked_process
# why: the pool of processes is never told that there is no more work
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

processes = None


def run(jobs):
    global processes
    if processes is None:
        processes = ProcessPoolExecutor()
    with ThreadPoolExecutor(20) as threads:
        pools = {"cpu": processes, "io": threads}
        works = [pools[kind].submit(function, argument) for kind, function, argument in jobs]
        return [work.result() for work in works]
