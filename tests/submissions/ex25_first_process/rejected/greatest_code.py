# must fail: runs_as_a_script
# kind: wrong_result
# why: the greatest exit code is not 1 when a job has ended with another one
import multiprocessing
import runpy
import sys


def child_process(name):
    sys.argv = [name]
    runpy.run_module(name, run_name="__main__")


def run_children(names):
    children = [multiprocessing.Process(target=child_process, args=(name,)) for name in names]
    for child in children:
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
    sys.exit(max(codes, default=0))


if __name__ == "__main__":
    main()
