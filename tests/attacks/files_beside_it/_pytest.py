import sys

sys.stderr.write("ATTACK: _pytest was executed\n")
raise SystemExit(0)
