import sys

sys.stderr.write("ATTACK: psutil was executed\n")
raise SystemExit(0)
