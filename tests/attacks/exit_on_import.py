# poses as: ex09_lost_update
# must fail: all
# kind: killed
# why: exit status 0 on import is no verdict
import os

os._exit(0)
