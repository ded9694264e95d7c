# poses as: ex09_lost_update
# must fail: all
# kind: tampering, killed
# why: pours bytes into every descriptor without end
import os

for descriptor in range(256):
    try:
        os.set_blocking(descriptor, False)
    except OSError:
        pass
while True:
    for descriptor in range(3, 256):
        try:
            os.write(descriptor, b"\xff" * 65536)
        except OSError:
            pass
