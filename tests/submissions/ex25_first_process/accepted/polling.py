# style: looks at is_alive() now and then instead of joining
import multiprocessing
import runpy
import sys
import time


def work(name):
    sys.argv = [name]
    runpy.run_module(name, run_name="__main__")


def run_children(names):
    children = []
    for name in names:
        children.append(multiprocessing.Process(target=work, args=(name,)))
    for child in children:
        child.start()
    while any(child.is_alive() for child in children):
        time.sleep(0.01)
    return [child.exitcode for child in children]


def main():
    multiprocessing.set_start_method("spawn", force=True)
    names = sys.argv[1:] or ["__hello__", "no_such_job"]
    codes = run_children(names)
    for name, code in zip(names, codes):
        print(f"{name}: exit code {code}")
    sys.exit(int(any(codes)))


if __name__ == "__main__":
    main()
