# must fail: the_children_count, workers_processes_take_part
# kind: not_processes
# why: returns what it was given, and nobody counts
def count_hits(n, workers):
    return n
