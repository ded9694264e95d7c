# must fail: a_killed_child_disturbs_nobody
# kind: exception
# why: a pool of processes breaks when one of them is killed
import multiprocessing
import runpy
import sys
from concurrent.futures import ProcessPoolExecutor


def job(name):
    try:
        runpy.run_module(name, run_name="__main__")
    except SystemExit as end:
        return end.code or 0
    except Exception:
        return 1
    return 0


def run_children(names):
    with ProcessPoolExecutor(len(names) or 1) as executor:
        return list(executor.map(job, names))


def main():
    multiprocessing.set_start_method("spawn", force=True)
    codes = run_children(sys.argv[1:])
    for name, code in zip(sys.argv[1:], codes):
        print(f"{name}: exit code {code}")
    sys.exit(int(any(codes)))


if __name__ == "__main__":
    main()
