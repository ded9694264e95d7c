# poses as: ex09_lost_update
# must fail: all
# kind: killed
# why: reads where there is no memory
import ctypes

ctypes.string_at(0)
