# poses as: ex09_lost_update
# must fail: all
# kind: never_ends, import_error
# why: an exception that never finishes saying what it is
class Endless(Exception):
    def __str__(self):
        while True:
            pass


raise Endless
