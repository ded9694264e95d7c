# style: a thread for each child, which starts it, joins it and keeps its exit code
import multiprocessing
import runpy
import sys
import threading
import time


def child_process(name):
    sys.argv = [name]
    runpy.run_module(name, run_name="__main__")


def run_children(names):
    codes = [None] * len(names)

    def run_child(place, name):
        child = multiprocessing.Process(target=child_process, args=(name,))
        child.start()
        child.join()
        # The start() of another thread may have collected this child, and not yet noted how it ended.
        while child.exitcode is None:
            time.sleep(0.001)
        codes[place] = child.exitcode

    threads = [threading.Thread(target=run_child, args=pair) for pair in enumerate(names)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return codes


def main():
    multiprocessing.set_start_method("spawn", force=True)
    names = sys.argv[1:] or ["__hello__", "no_such_job"]
    codes = run_children(names)
    for name, code in zip(names, codes):
        print(f"{name}: exit code {code}")
    if codes != [0] * len(codes):
        sys.exit(1)


if __name__ == "__main__":
    main()
