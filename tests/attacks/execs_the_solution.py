# poses as: ex09_lost_update
# must fail: all
# kind: tampering, import_error
# why: the answer is the reference, read and executed
import os
import sys


def kit():
    """The folder of the kit, wherever it is: from this process's command line or the path."""
    for place in [*open("/proc/self/cmdline").read().split("\0"), *sys.path, *sys.path_importer_cache]:
        if place.startswith("/") and os.access(place + "/grader", os.F_OK):
            return place
    return os.path.expanduser("~")


with open(kit() + "/solutions/ex09_lost_update/bank.py") as file:
    exec(file.read())
