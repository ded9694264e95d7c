"""Wait for worker threads, and say meanwhile how far they are."""

import threading
import time

PAUSE = 0.2
"""Seconds between two reports at most; a little less than the quarter that is allowed."""


def run_with_progress(jobs, report):
    """Run every job in a thread of its own and report how many have ended until all have."""
    works = [threading.Thread(target=job) for job in jobs]
    for work in works:
        work.start()

    running = works
    while running:
        # is_alive() looks without waiting. A thread that has ended never comes back to life, so it
        # is enough to look at those that were still running last time.
        running = [work for work in running if work.is_alive()]
        report(len(works) - len(running), len(works))

        # join(timeout) waits until this one thread has ended or the time is up, whichever comes
        # first, and does not say which it was: it always returns None. That is why the loop goes
        # back to is_alive() instead of believing that the thread is over.
        if running:
            running[0].join(PAUSE)

    # Nobody is left to be waited for: is_alive() has said so of every single thread.


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
