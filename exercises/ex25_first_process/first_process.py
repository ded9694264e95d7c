"""Several jobs, each in a child process of its own.

Run this file to see what goes wrong:

    python exercises/ex25_first_process/first_process.py
"""

import multiprocessing
import runpy
import sys


def child_process(name):
    """What a child does: the job `name`, a module, as `python -m name` would do it."""
    sys.argv = [name]
    runpy.run_module(name, run_name="__main__", alter_sys=True)


def run_children(names):
    """Run every job of `names`, a list of modules, in a child process of its own.

    All children run at the same time. Returns when every one of them has ended, with the list of
    their exit codes in the order of `names`: 0 when all went well, 1 after an exception, n after
    sys.exit(n), -n after the signal n. A child that fails disturbs nobody else.
    """
    children = []
    for name in names:
        child = multiprocessing.Process(target=child_process, args=(name,))
        child.start()
        children.append(child)
    return [child.exitcode for child in children]


def main():
    """Run the jobs that stand on the command line, and print a line `NAME: exit code CODE` for
    each, in order. End with exit status 1 when a child has failed, otherwise with 0.
    """
    # As on Windows and macOS: a child is a fresh interpreter, which imports this file.
    multiprocessing.set_start_method("spawn", force=True)

    names = sys.argv[1:] or ["__hello__", "no_such_job"]
    for name, code in zip(names, run_children(names), strict=True):
        print(f"{name}: exit code {code}")
    print("All jobs are done.")


main()
