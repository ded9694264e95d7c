import sys

sys.stderr.write("ATTACK: cloudpickle was executed\n")
raise SystemExit(0)
