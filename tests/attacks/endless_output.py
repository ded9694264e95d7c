# poses as: ex09_lost_update
# must fail: all
# kind: killed
# why: prints without end
while True:
    print("x" * 1000)
