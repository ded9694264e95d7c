"""First good answer: ask several at once, and give up in time.

Run this file to see what goes wrong:

    python exercises/ex35_give_up_in_time/deadline.py
"""

import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import partial


def first_good(tasks, timeout):
    """Run all `tasks` at the same time, each in a process of its own; return the first good result.

    tasks: a list of functions without arguments, which can be sent to another process. A task is
    good when it returns, whatever it returns. It has failed when it raises an exception, or when
    its process ends in another way.

    Returns what the first good task returns, without waiting for the others. Raises RuntimeError
    as soon as all tasks have failed (there may be none at all), and TimeoutError when `timeout`
    seconds, counted from the call, have passed without a good result.

    However the call ends, no process of it is left, also none that is stuck.
    """
    if not tasks:
        raise RuntimeError("no task was good")
    with ProcessPoolExecutor(max_workers=len(tasks)) as executor:
        futures = [executor.submit(task) for task in tasks]
        for future in as_completed(futures, timeout=timeout):
            if future.exception() is None:
                return future.result()
        raise RuntimeError("no task was good")


def route(name, seconds):
    """A way to look for a route; some take long."""
    time.sleep(seconds)
    return name


def main():
    began = time.monotonic()
    found = first_good([partial(route, "by train", 1.5), partial(route, "by bus", 0.1)], 1)
    print(f"A route was found: {found}. It took {time.monotonic() - began:.1f} s.")
    print("By bus is found after 0.1 s. What was the rest of the time spent on?")

    began = time.monotonic()
    try:
        first_good([partial(route, "on foot", 0.8)], 0.2)
    except TimeoutError:
        print(f"No route within 0.2 s. To say so took {time.monotonic() - began:.1f} s.")


if __name__ == "__main__":
    main()
