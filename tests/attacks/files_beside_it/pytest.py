import sys

sys.stderr.write("ATTACK: pytest was executed\n")
raise SystemExit(0)
