"""Wait for worker threads, and say meanwhile how far they are.

Run this file to see what goes wrong:

    python exercises/ex02_wait_for_workers/waiting.py
"""

import threading
import time


def run_with_progress(jobs, report):
    """Run every job in a thread of its own, all at the same time, and wait until all have ended.

    jobs: a list of functions without arguments, perhaps empty.
    report: a function of two whole numbers, called as report(ended, total): how many jobs have
        ended, and how many there are. While jobs are running it is called at least every quarter of
        a second; the last call says that all have ended.

    Returns at most a quarter of a second after the last job has ended. A job that raises an
    `Exception` has ended as well.
    """
    total = len(jobs)
    for job in jobs:
        threading.Thread(target=job).start()

    for ended in range(total):
        time.sleep(0.3)  # a third of a second should be enough for one job
        report(ended + 1, total)


def main():
    seconds = {"short": 0.1, "long": 1.2, "medium": 0.5}
    truly_ended = []

    def make_job(name):
        def job():
            time.sleep(seconds[name])
            truly_ended.append(name)

        return job

    def report(ended, total):
        print(f"reported: {ended} of {total}    ended in truth: {len(truly_ended)} of {total}")

    run_with_progress([make_job(name) for name in seconds], report)

    running = [name for name in seconds if name not in truly_ended]
    print("run_with_progress has returned. Still running:", *(running or ["nothing"]))


if __name__ == "__main__":
    main()
