# poses as: ex31_parallel_sum
# must fail: all
# kind: killed, import_error, never_ends
# why: eight processes take memory together
import os
import signal
import time

# The attack bounds itself: 3 GB in all, for 20 seconds.
signal.alarm(20)
for _ in range(7):
    if os.fork() == 0:
        signal.alarm(20)
        break
kept = [bytearray(b"x") * 10_000_000 for _ in range(37)]
time.sleep(20)
