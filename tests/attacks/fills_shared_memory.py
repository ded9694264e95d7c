# poses as: ex09_lost_update
# must fail: all
# kind: killed, import_error
# why: fills /dev/shm, and leaves it so
import os

# The attack bounds itself: 1 GB.
os.mkdir(f"/dev/shm/attack-{os.getpid()}")
for n in range(64):
    with open(f"/dev/shm/attack-{os.getpid()}/file{n}", "wb") as file:
        file.write(bytes(16 << 20))
while True:
    pass
