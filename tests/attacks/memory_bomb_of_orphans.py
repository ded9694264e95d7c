# poses as: ex31_parallel_sum
# must fail: all
# kind: killed, never_ends
# why: eight processes that have left the family take memory together
import os
import signal
import time

# The attack bounds itself: 3 GB in all, for 20 seconds.
signal.alarm(20)
for _ in range(8):
    if os.fork() == 0:
        if os.fork() == 0:
            os.setsid()
            signal.alarm(20)
            kept = [bytearray(b"x") * 10_000_000 for _ in range(37)]
            time.sleep(20)
        os._exit(0)
    os.wait()
time.sleep(20)
