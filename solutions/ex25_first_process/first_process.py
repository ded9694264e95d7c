"""Several jobs, each in a child process of its own."""

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
    # Two loops: first all children are started, and only then is the first one waited for. To
    # start and join in one loop would run them one after the other.
    children = []
    for name in names:
        child = multiprocessing.Process(target=child_process, args=(name,))
        child.start()
        children.append(child)
    for child in children:
        child.join()
    # An exception in a child stays in that child: `join` raises nothing. All that the parent gets
    # to know is the exit code, and that is None for as long as the child runs.
    return [child.exitcode for child in children]


def main():
    """Run the jobs that stand on the command line, and print a line `NAME: exit code CODE` for
    each, in order. End with exit status 1 when a child has failed, otherwise with 0.
    """
    # As on Windows and macOS: a child is a fresh interpreter, which imports this file.
    multiprocessing.set_start_method("spawn", force=True)

    names = sys.argv[1:] or ["__hello__", "no_such_job"]
    codes = run_children(names)
    for name, code in zip(names, codes, strict=True):
        print(f"{name}: exit code {code}")
    # Whoever has started this script is told in the same way as we were told by our children.
    if any(codes):
        sys.exit(1)
    print("All jobs are done.")


# A child that is a fresh interpreter imports this file, to find `child_process` in it. Without the
# guard that import would call main(), and every child would set out to start children of its own.
if __name__ == "__main__":
    main()
