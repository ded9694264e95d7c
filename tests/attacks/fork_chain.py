# poses as: ex31_parallel_sum
# must fail: all
# kind: killed, leaked_process, never_ends
# why: each process is replaced by its child before anybody can look at it
import os
import signal
import time

# The attack bounds itself: never more than 300 processes in all, none older than 20 seconds.
TOKENS, GIVE = os.pipe()
os.write(GIVE, b"x" * 300)
os.close(GIVE)


def allowed():
    return os.read(TOKENS, 1) == b"x"


if os.fork() == 0:
    signal.alarm(20)
    os.setsid()
    while allowed():
        if os.fork():
            os._exit(0)
        signal.alarm(20)
    time.sleep(20)


def chunks(start, end, n):
    return []


def parallel_sum(term, start, end, workers):
    return 0
