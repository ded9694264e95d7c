# style: Process objects in a list comprehension, started and joined in loops of their own
from multiprocessing import Process, set_start_method
from runpy import run_module
import sys


def child_process(name):
    run_module(name, run_name="__main__", alter_sys=True)


def run_children(names):
    children = [Process(target=child_process, args=(name,), name=name) for name in names]
    [child.start() for child in children]
    [child.join() for child in children]
    return [child.exitcode for child in children]


def main():
    set_start_method("spawn")
    names = sys.argv[1:] or ["__hello__", "no_such_job"]
    sys.argv[1:] = []
    codes = run_children(names)
    print(*(f"{name}: exit code {code}" for name, code in zip(names, codes)), sep="\n")
    return max(map(bool, codes), default=0)


if __name__ == "__main__":
    sys.exit(main())
