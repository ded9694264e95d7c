# must fail: every_child_is_waited_for
# kind: leaked_process
# why: looks at how each child has ended without taking note of it: the children stay as zombies
import os
import runpy
import sys


def run_children(names):
    pids = []
    for name in names:
        sys.stdout.flush()
        pid = os.fork()
        if pid == 0:
            code = 1
            try:
                runpy.run_module(name, run_name="__main__")
                code = 0
            except SystemExit as end:
                code = end.code or 0
            finally:
                sys.stdout.flush()
                os._exit(code)
        pids.append(pid)
    ends = [os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT) for pid in pids]
    return [e.si_status if e.si_code == os.CLD_EXITED else -e.si_status for e in ends]


def main():
    codes = run_children(sys.argv[1:])
    for name, code in zip(sys.argv[1:], codes):
        print(f"{name}: exit code {code}")
    sys.exit(int(any(codes)))


if __name__ == "__main__":
    main()
