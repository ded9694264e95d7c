# poses as: ex09_lost_update
# must fail: all
# kind: killed, import_error, never_ends
# why: fills files in memory, which are nobody's memory
import os
import signal
import time

# The attack bounds itself: 2 GB, for 20 seconds.
signal.alarm(20)
kept = []
for n in range(64):
    kept.append(os.memfd_create("attack"))
    os.write(kept[-1], bytes(32 << 20))
time.sleep(20)
