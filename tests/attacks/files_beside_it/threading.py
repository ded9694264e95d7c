import sys

sys.stderr.write("ATTACK: threading was executed\n")
raise SystemExit(0)
