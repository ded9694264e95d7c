# style: an ExitStack that joins, join() again and again for half a second at most, the start method chosen at the guard
import multiprocessing as mp
import runpy
import sys
from contextlib import ExitStack


def child_process(name):
    sys.argv = [name]
    runpy.run_module(name, run_name="__main__", alter_sys=True)


def run_children(names):
    children = []
    with ExitStack() as stack:
        for name in names:
            child = mp.Process(target=child_process, kwargs={"name": name}, name=name)
            child.start()
            stack.callback(child.join)
            children.append(child)
        for child in children:
            while child.exitcode is None:
                child.join(0.5)
    return [child.exitcode for child in children]


def main():
    names = sys.argv[1:]
    codes = run_children(names)
    print(*map("{}: exit code {}".format, names, codes), sep="\n")
    sys.exit(codes != [0] * len(codes))


if __name__ == "__main__":
    mp.set_start_method("spawn")
    main()
