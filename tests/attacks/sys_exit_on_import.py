# poses as: ex05_thread_pool
# must fail: all
# kind: import_error
# why: SystemExit(0) on import is no verdict
import sys

sys.exit(0)
