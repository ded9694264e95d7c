# poses as: ex13_transfer
# must fail: all
# kind: import_error
# why: KeyboardInterrupt is Ctrl-C to whoever believes it
raise KeyboardInterrupt
