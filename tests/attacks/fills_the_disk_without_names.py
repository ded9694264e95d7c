# poses as: ex09_lost_update
# must fail: all
# kind: killed
# why: fills files that it has removed, which no folder shows
import os

# The attack bounds itself: 1 GB.
kept = []
for n in range(64):
    file = open(f"file{n}", "wb")
    os.unlink(file.name)
    file.write(bytes(16 << 20))
    file.flush()
    kept.append(file)
while True:
    pass
