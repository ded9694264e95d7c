# must fail: runs_as_a_script
# kind: wrong_result
# why: the code of a child that was killed is negative, and the script says that all went well
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
    if max(codes) > 0:
        sys.exit(1)
    print("All jobs are done.")


if __name__ == "__main__":
    main()
