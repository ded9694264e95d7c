# poses as: ex09_lost_update
# must fail: all
# kind: killed
# why: the last words are commands to the CI runner
import os

print("\n::notice title=Grade::12/12\n\x1b[32mpassed\x1b[0m\n::set-output name=score::12", flush=True)
print("::stop-commands::x", flush=True)
os._exit(0)
