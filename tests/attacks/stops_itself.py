# poses as: ex09_lost_update
# must fail: all
# kind: never_ends
# why: stops, and so answers nothing and dies of no polite signal
import os
import signal

os.kill(os.getpid(), signal.SIGSTOP)
