"""First good answer: ask several at once, and give up in time."""

import time
from functools import partial
from multiprocessing import Pipe, Process
from multiprocessing.connection import wait


def answer(task, pipe):
    """What a child does: send the result, or nothing at all."""
    # An exception ends the child. The parent sees the end of the pipe, whatever the reason was:
    # an exception, os._exit, a crash, somebody who killed the process.
    pipe.send(task())


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
    # A time limit is a moment, not a duration. Waiting `timeout` seconds again and again, once for
    # each task that fails, would add up. time.time() would jump when somebody sets the clock.
    deadline = time.monotonic() + timeout
    children = []
    pipes = []
    try:
        for task in tasks:
            # A pipe for each child: a process that is killed in the middle of a message spoils its
            # own pipe only. A queue that all share would be spoilt for all.
            ours, theirs = Pipe(duplex=False)
            pipes.append(ours)
            child = Process(target=answer, args=(task, theirs))
            child.start()
            children.append(child)
            # The parent's copy of the other end has to go: a pipe is at its end only when nobody
            # is left who could write into it.
            theirs.close()
        while pipes:
            ready = wait(pipes, max(0, deadline - time.monotonic()))
            if not ready:
                raise TimeoutError(f"no good result within {timeout} s")
            for pipe in ready:
                try:
                    return pipe.recv()
                except (EOFError, OSError):  # the end of the pipe, also in the middle of a message
                    pipes.remove(pipe)
                    pipe.close()
        raise RuntimeError("no task was good")
    finally:
        # The way out is the same for a result, an error and Ctrl-C. A thread cannot be ended from
        # outside, and neither can a task of a pool that is under way; a process can. terminate()
        # asks, and a process that is stuck may not listen. kill() does not ask.
        for child in children:
            child.kill()
        # A process that has ended stays in the system's table until its parent has asked for it.
        for child in children:
            child.join()
            child.close()
        for pipe in pipes:
            pipe.close()


def route(name, seconds):
    """A way to look for a route; some take long."""
    time.sleep(seconds)
    return name


def main():
    began = time.monotonic()
    found = first_good([partial(route, "by train", 1.5), partial(route, "by bus", 0.1)], 1)
    print(f"A route was found: {found}. It took {time.monotonic() - began:.1f} s.")

    began = time.monotonic()
    try:
        first_good([partial(route, "on foot", 0.8)], 0.2)
    except TimeoutError:
        print(f"No route within 0.2 s. To say so took {time.monotonic() - began:.1f} s.")


if __name__ == "__main__":
    main()
