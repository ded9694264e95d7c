# poses as: ex31_parallel_sum
# must fail: shares_the_work, works_with_every_start_method
# kind: tampering, not_processes, not_parallel
# why: the reference, read by other programs: cat, cp, ln and an interpreter of its own
import os
import subprocess
import sys


def kit():
    """The folder of the kit, wherever it is: from this process's command line or the path."""
    for place in [*open("/proc/self/cmdline").read().split("\0"), *sys.path, *sys.path_importer_cache]:
        if place.startswith("/") and os.access(place + "/grader", os.F_OK):
            return place
    return os.path.expanduser("~")


def chunks(start, end, n):
    return [(start, end)]


def parallel_sum(term, start, end, workers):
    return sum(term(i) for i in range(start, end))


SOLUTION = kit() + "/solutions/ex31_parallel_sum/parallel_sum.py"
for command in (
    ["cat", SOLUTION],
    ["sh", "-c", f"cp {SOLUTION} copy && cat copy"],
    ["sh", "-c", f"ln -s {SOLUTION} link && cat link"],
    [sys.executable, "-c", f"print(open({SOLUTION!r}).read())"],
):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode == 0 and done.stdout:
        exec(done.stdout)
