# style: a subclass of Process with run(), waits for the sentinels and takes codes as children end
import multiprocessing
import multiprocessing.connection
import runpy
import sys


class Job(multiprocessing.get_context("spawn").Process):
    def __init__(self, module):
        super().__init__()
        self.module = module

    def run(self):
        sys.argv = [self.module]
        runpy.run_module(self.module, run_name="__main__")


def run_children(names):
    jobs = []
    for name in names:
        jobs.append(Job(name))
        jobs[-1].start()
    waiting = {job.sentinel: place for place, job in enumerate(jobs)}
    codes = [None] * len(jobs)
    while waiting:
        for sentinel in multiprocessing.connection.wait(list(waiting)):
            place = waiting.pop(sentinel)
            jobs[place].join()
            codes[place] = jobs[place].exitcode
    return codes


def main():
    names = sys.argv[1:]
    failed = 0
    for name, code in zip(names, run_children(names)):
        print(name + ": exit code " + str(code))
        if code != 0:
            failed = 1
    raise SystemExit(failed)


if __name__ == "__main__":
    main()
