import sys

sys.stderr.write("ATTACK: sitecustomize was executed\n")
raise SystemExit(0)
