# poses as: ex31_parallel_sum
# must fail: chunks_cover_every_index, no_chunk_beyond_its_share
# kind: wrong_result, never_ends
# why: more chunks than anybody can send


def chunks(start, end, n):
    return [(start, end)] * 200_000


def parallel_sum(term, start, end, workers):
    return list(range(1_000_000))
