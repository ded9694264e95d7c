# must fail: child_processes_read_the_ballots, works_with_every_start_method, processes_work_at_the_same_time
# kind: not_processes
# why: a right count, by threads of one process
from collections import Counter
from concurrent.futures import ThreadPoolExecutor


def count_votes(ballots, workers):
    with ThreadPoolExecutor(workers) as executor:
        return Counter(executor.map(lambda ballot: ballot.read(), ballots))
