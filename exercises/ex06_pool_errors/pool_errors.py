"""Run many tasks in threads, and say of each what came of it.

Run this file to see what goes wrong:

    python exercises/ex06_pool_errors/pool_errors.py
"""

import time
from concurrent.futures import ThreadPoolExecutor


def run_all(tasks):
    """Run all `tasks` at the same time; return what each gave: (results, errors).

    tasks: a dict from the name of a task to the task, a function without arguments; perhaps empty.

    results: a dict from the name of each task that returned to what it returned.
    errors: a dict from the name of each task that raised to the exception object that it raised,
        whatever kind of exception that is (also SystemExit).

    Every task is called exactly once and finishes, whatever becomes of the others, and its name is
    in one of the two dicts. Both have the order of `tasks`. The threads have ended when this
    returns.
    """
    results = {}
    errors = {}

    def work(name, task):
        results[name] = task()

    with ThreadPoolExecutor(max_workers=max(1, len(tasks))) as executor:
        for name, task in tasks.items():
            executor.submit(work, name, task)
    return results, errors


def backup():
    time.sleep(0.1)
    raise OSError("disk full")


def interest():
    time.sleep(0.2)
    return "312 accounts"


def letters():
    return "57 sent"


def main():
    tasks = {"backup": backup, "interest": interest, "letters": letters}
    results, errors = run_all(tasks)
    for name, result in results.items():
        print(f"{name}: {result}")
    for name, error in errors.items():
        print(f"{name}: FAILED, {error!r}")
    print(f"Tasks: {len(tasks)}, results: {len(results)}, errors: {len(errors)}.")


if __name__ == "__main__":
    main()
