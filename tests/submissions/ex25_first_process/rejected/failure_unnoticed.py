# must fail: runs_as_a_script
# kind: wrong_result
# why: the exit codes are printed, and still the script says that all went well
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
    for name, code in zip(sys.argv[1:], run_children(sys.argv[1:])):
        print(f"{name}: exit code {code}")


if __name__ == "__main__":
    main()
