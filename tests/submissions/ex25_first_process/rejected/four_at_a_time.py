# must fail: children_run_at_the_same_time
# kind: never_ends
# why: a fifth child is not started before one of four has ended
import multiprocessing
import runpy
import sys
import time


def child_process(name):
    sys.argv = [name]
    runpy.run_module(name, run_name="__main__")


def run_children(names):
    children = [multiprocessing.Process(target=child_process, args=(name,)) for name in names]
    for child in children:
        while len(multiprocessing.active_children()) >= 4:
            time.sleep(0.01)
        child.start()
    for child in children:
        child.join()
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
