# poses as: ex09_lost_update
# must fail: all
# kind: never_ends
# why: ignores every signal and catches every exception
import signal
import time

for number in signal.valid_signals():
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
while True:
    try:
        while True:
            time.sleep(1)
    except BaseException:
        pass
