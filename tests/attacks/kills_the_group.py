# poses as: ex09_lost_update
# must fail: all
# kind: killed
# why: kills every process of its group
import os
import signal

os.killpg(0, signal.SIGKILL)
