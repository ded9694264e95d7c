# style: os.fork and os.waitpid, as in the history of the lecture; a spawned interpreter where it is not there
import os
import runpy
import sys
import traceback


def job(name):
    sys.argv = [name]
    code = 0
    try:
        runpy.run_module(name, run_name="__main__")
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def run_children(names):
    sys.stdout.flush()
    pids = []
    for name in names:
        pid = os.fork()
        if pid == 0:
            job(name)
        pids.append(pid)
    return [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in pids]


def main():
    names = sys.argv[1:]
    codes = run_children(names)
    for name, code in zip(names, codes):
        print(f"{name}: exit code {code}")
    sys.exit(1 if any(codes) else 0)


if __name__ == "__main__":
    main()
