# must fail: children_run_at_the_same_time
# kind: never_ends
# why: as many children at a time as there are CPUs, and a job may wait for one that is not started
import multiprocessing
import os
import runpy
import sys


def child_process(name):
    sys.argv = [name]
    runpy.run_module(name, run_name="__main__", alter_sys=True)


def run_children(names):
    at_a_time = os.cpu_count() or 1
    codes = []
    for first in range(0, len(names), at_a_time):
        children = [
            multiprocessing.Process(target=child_process, args=(name,))
            for name in names[first : first + at_a_time]
        ]
        for child in children:
            child.start()
        for child in children:
            child.join()
        codes += [child.exitcode for child in children]
    return codes


def main():
    multiprocessing.set_start_method("spawn", force=True)
    names = sys.argv[1:] or ["__hello__", "no_such_job"]
    codes = run_children(names)
    for name, code in zip(names, codes, strict=True):
        print(f"{name}: exit code {code}")
    if any(codes):
        sys.exit(1)
    print("All jobs are done.")


if __name__ == "__main__":
    main()
