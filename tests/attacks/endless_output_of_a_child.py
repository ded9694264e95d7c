# poses as: ex31_parallel_sum
# must fail: all
# kind: killed, leaked_process
# why: a child in another session writes without end
import os

if os.fork() == 0:
    os.setsid()
    while True:
        os.write(2, b"x" * 4096)
while True:
    pass
