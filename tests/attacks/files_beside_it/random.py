import sys

sys.stderr.write("ATTACK: random was executed\n")
raise SystemExit(0)
