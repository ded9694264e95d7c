# poses as: ex31_parallel_sum
# must fail: all
# kind: killed, never_ends
# why: forks without end, each process in a session of its own
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
        os.setsid()
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
time.sleep(20)
