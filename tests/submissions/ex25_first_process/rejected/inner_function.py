# must fail: works_with_every_start_method
# kind: exception
# why: a function inside a function cannot be sent to a child that starts afresh
import multiprocessing
import runpy
import sys


def run_children(names):
    def work(name):
        runpy.run_module(name, run_name="__main__")

    children = [multiprocessing.Process(target=work, args=(name,)) for name in names]
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
    sys.exit(int(any(codes)))


if __name__ == "__main__":
    main()
