import sys

sys.stderr.write("ATTACK: json was executed\n")
raise SystemExit(0)
