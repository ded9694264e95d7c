import sys

sys.stderr.write("ATTACK: multiprocessing was executed\n")
raise SystemExit(0)
