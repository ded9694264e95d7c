"""Run many tasks in threads, and say of each what came of it."""

import time
from concurrent.futures import ThreadPoolExecutor


def run_all(tasks):
    """Run all `tasks` at the same time; return what each gave: (results, errors).

    tasks: a dict from the name of a task to the task, a function without arguments; perhaps empty.

    results: a dict from the name of each task that returned to what it returned.
    errors: a dict from the name of each task that raised to the exception object that it raised.
    """
    # A pool of 0 threads is an error, so there is one also when there is nothing to do.
    with ThreadPoolExecutor(max_workers=max(1, len(tasks))) as executor:
        # Every future is kept, under the name of its task: it is the only place where an exception
        # can be found later. The dict also keeps the order of `tasks`.
        futures = {name: executor.submit(task) for name, task in tasks.items()}

    # Leaving the `with` block has waited for all tasks, so nothing below has to wait.
    results = {}
    errors = {}
    for name, future in futures.items():
        # exception() gives what the task raised, of whatever kind, and None if it returned.
        # result() would raise it here, and a SystemExit would then pass any `except Exception`.
        error = future.exception()
        if error is None:
            results[name] = future.result()
        else:
            errors[name] = error
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
