# poses as: ex09_lost_update
# must fail: all
# kind: killed
# why: writes more files than anybody cares to count
import os

# The attack bounds itself: 800 MB, in its own folder.
for n in range(12_800):
    if n % 100 == 0:
        os.mkdir(f"folder{n // 100}")
    with open(f"folder{n // 100}/file{n}", "wb") as file:
        file.write(bytes(64 << 10))
while True:
    pass
