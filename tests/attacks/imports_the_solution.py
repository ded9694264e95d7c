# poses as: ex09_lost_update
# must fail: all
# kind: tampering, import_error
# why: the answer is the reference, imported
import os
import sys


def kit():
    """The folder of the kit, wherever it is: from this process's command line or the path."""
    for place in [*open("/proc/self/cmdline").read().split("\0"), *sys.path, *sys.path_importer_cache]:
        if place.startswith("/") and os.access(place + "/grader", os.F_OK):
            return place
    return os.path.expanduser("~")


import importlib.util

sys.path.insert(0, kit() + "/solutions/ex09_lost_update")
spec = importlib.util.spec_from_file_location("reference", sys.path[0] + "/bank.py")
reference = importlib.util.module_from_spec(spec)
spec.loader.exec_module(reference)
Account, pay_in = reference.Account, reference.pay_in
