# poses as: ex31_parallel_sum
# must fail: all
# kind: killed, never_ends
# why: forks without end
import os
import signal
import time

# The attack bounds itself: never more than 300 processes in all, none older than 20 seconds.
TOKENS, GIVE = os.pipe()
os.write(GIVE, b"x" * 300)
os.close(GIVE)


def allowed():
    return os.read(TOKENS, 1) == b"x"


signal.alarm(20)
while allowed():
    if os.fork() == 0:
        signal.alarm(20)
time.sleep(20)
