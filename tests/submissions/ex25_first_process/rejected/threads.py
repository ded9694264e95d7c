# must fail: a_killed_child_disturbs_nobody
# kind: killed
# why: the jobs are done by threads of one process, and whoever is killed takes all along
import runpy
import sys
import threading
import traceback


def run_children(names):
    codes = [0] * len(names)

    def run(place, name):
        try:
            runpy.run_module(name, run_name="__main__")
        except SystemExit as end:
            codes[place] = end.code or 0
        except Exception:
            traceback.print_exc()
            codes[place] = 1

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(names)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return codes


def main():
    codes = run_children(sys.argv[1:])
    for name, code in zip(sys.argv[1:], codes):
        print(f"{name}: exit code {code}")
    sys.exit(int(any(codes)))


if __name__ == "__main__":
    main()
