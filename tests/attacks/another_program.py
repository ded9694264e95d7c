# poses as: ex31_parallel_sum
# must fail: chunks_cover_every_index, sum_is_right
# kind: killed, tampering
# why: the process becomes a program that ends well
import os
import sys


def chunks(start, end, n):
    os.execv(sys.executable, [sys.executable, "-c", "pass"])


def parallel_sum(term, start, end, workers):
    return chunks(start, end, workers)
