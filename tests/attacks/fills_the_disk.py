# poses as: ex09_lost_update
# must fail: all
# kind: killed
# why: writes file after file
# The attack bounds itself: 1 GB, in its own folder.
for n in range(64):
    with open(f"file{n}", "wb") as file:
        file.write(bytes(16 << 20))
while True:
    pass
