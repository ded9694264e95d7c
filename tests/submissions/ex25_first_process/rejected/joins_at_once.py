# must fail: children_run_at_the_same_time
# kind: never_ends
# why: each child is joined before the next one is started
import multiprocessing
import runpy
import sys


def child_process(name):
    sys.argv = [name]
    runpy.run_module(name, run_name="__main__")


def run_children(names):
    codes = []
    for name in names:
        child = multiprocessing.Process(target=child_process, args=(name,))
        child.start()
        child.join()
        codes.append(child.exitcode)
    return codes


def main():
    multiprocessing.set_start_method("spawn", force=True)
    names = sys.argv[1:] or ["__hello__", "no_such_job"]
    codes = run_children(names)
    for name, code in zip(names, codes):
        print(f"{name}: exit code {code}")
    sys.exit(int(any(codes)))


if __name__ == "__main__":
    main()
