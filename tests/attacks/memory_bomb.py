# poses as: ex09_lost_update
# must fail: all
# kind: killed, import_error, never_ends
# why: takes all memory it can get
# The attack bounds itself: 3 GB.
kept = []
for _ in range(300):
    kept.append(bytearray(b"x") * 10_000_000)
while True:
    pass
