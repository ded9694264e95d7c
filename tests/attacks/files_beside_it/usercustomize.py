import sys

sys.stderr.write("ATTACK: usercustomize was executed\n")
raise SystemExit(0)
