# must fail: few_jobs_or_none
# kind: wrong_result
# why: keeps the children by name, so that a job that is asked for twice counts once
import multiprocessing
import runpy
import sys


def child_process(name):
    sys.argv = [name]
    runpy.run_module(name, run_name="__main__")


def run_children(names):
    children = {}
    for name in names:
        children[name] = multiprocessing.Process(target=child_process, args=(name,))
    for child in children.values():
        child.start()
    for child in children.values():
        child.join()
    return [child.exitcode for child in children.values()]


def main():
    multiprocessing.set_start_method("spawn", force=True)
    names = sys.argv[1:] or ["__hello__", "no_such_job"]
    codes = run_children(names)
    for name, code in zip(names, codes):
        print(f"{name}: exit code {code}")
    sys.exit(int(any(codes)))


if __name__ == "__main__":
    main()
