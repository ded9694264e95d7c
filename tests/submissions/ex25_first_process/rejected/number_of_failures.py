# must fail: runs_as_a_script
# kind: wrong_result
# why: the exit status is the number of jobs that have failed
import multiprocessing
import runpy
import sys


def child_process(name):
    sys.argv = [name]
    runpy.run_module(name, run_name="__main__", alter_sys=True)


def run_children(names):
    children = []
    for name in names:
        child = multiprocessing.Process(target=child_process, args=(name,))
        child.start()
        children.append(child)
    for child in children:
        child.join()
    return [child.exitcode for child in children]


def main():
    multiprocessing.set_start_method("spawn", force=True)
    names = sys.argv[1:] or ["__hello__", "no_such_job"]
    codes = run_children(names)
    for name, code in zip(names, codes, strict=True):
        print(f"{name}: exit code {code}")
    failed = [name for name, code in zip(names, codes, strict=True) if code != 0]
    sys.exit(len(failed))


if __name__ == "__main__":
    main()
