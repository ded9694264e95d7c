# poses as: ex09_lost_update
# must fail: all
# kind: never_ends, killed
# why: writes stacks of its own making, with commands in them, and hangs
import os

FALSE = """Thread 0x00007f0000000010 [\x1b]0;ATTACK\x07::error::ATTACK] (most recent call first):
  File "%s/bank.py", line 999999999999999999999999 in \x1b[31m::notice::f\x1b[0m
Name 0x00007f0000000010 99999999999999999999999 '\x1b[2J::error::ATTACK'
""" % os.getcwd()
for name in os.listdir("/proc/self/fd"):
    try:
        if os.readlink(f"/proc/self/fd/{name}").endswith("stacks"):
            for _ in range(20_000):
                os.write(int(name), FALSE.encode())
    except OSError:
        pass
while True:
    pass
