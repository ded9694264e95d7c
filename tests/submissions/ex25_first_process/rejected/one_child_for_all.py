# must fail: a_killed_child_disturbs_nobody
# kind: wrong_result
# why: one child does all the jobs and sends their codes, until it is killed
import multiprocessing
import runpy
import sys


def child_process(names, results):
    for place, name in enumerate(names):
        code = 0
        try:
            runpy.run_module(name, run_name="__main__")
        except SystemExit as end:
            code = end.code or 0
        except Exception:
            code = 1
        results.send((place, code))


def run_children(names):
    codes = [1] * len(names)
    mine, theirs = multiprocessing.Pipe(duplex=False)
    child = multiprocessing.Process(target=child_process, args=(names, theirs))
    child.start()
    child.join()
    while mine.poll():
        place, code = mine.recv()
        codes[place] = code
    return codes


def main():
    multiprocessing.set_start_method("spawn", force=True)
    codes = run_children(sys.argv[1:])
    for name, code in zip(sys.argv[1:], codes):
        print(f"{name}: exit code {code}")
    sys.exit(int(any(codes)))


if __name__ == "__main__":
    main()
