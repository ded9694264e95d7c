# style: a pool of threads, each of which does nothing but wait for its child; a status put together with |=
import multiprocessing
import runpy
import sys
from concurrent.futures import ThreadPoolExecutor


def child_process(name):
    sys.argv = [name]
    runpy.run_module(name, run_name="__main__", alter_sys=True)


def wait_for(child):
    child.join()
    return child.exitcode


def run_children(names):
    children = [multiprocessing.Process(target=child_process, args=(name,)) for name in names]
    for child in children:
        child.start()
    with ThreadPoolExecutor(max_workers=max(1, len(children))) as executor:
        return list(executor.map(wait_for, children))


def main():
    multiprocessing.set_start_method("spawn", force=True)
    names = sys.argv[1:] or ["__hello__", "no_such_job"]
    failed = 0
    for name, code in zip(names, run_children(names), strict=True):
        print(f"{name}: exit code {code}", flush=True)
        failed |= code != 0
    sys.exit(int(failed))


if __name__ == "__main__":
    main()
