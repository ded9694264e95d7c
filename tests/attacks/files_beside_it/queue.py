import sys

sys.stderr.write("ATTACK: queue was executed\n")
raise SystemExit(0)
