import sys

sys.stderr.write("ATTACK: click was executed\n")
raise SystemExit(0)
