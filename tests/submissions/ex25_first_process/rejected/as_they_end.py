# must fail: exit_codes_come_back
# kind: wrong_result
# why: the codes come in the order in which the children end
import multiprocessing
import runpy
import sys


def child_process(name):
    sys.argv = [name]
    runpy.run_module(name, run_name="__main__")


def run_children(names):
    waiting = [multiprocessing.Process(target=child_process, args=(name,)) for name in names]
    for child in waiting:
        child.start()
    codes = []
    while waiting:
        for child in list(waiting):
            child.join(timeout=0.001)
            if child.exitcode is not None:
                codes.append(child.exitcode)
                waiting.remove(child)
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
