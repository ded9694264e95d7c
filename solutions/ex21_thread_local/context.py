"""A service handles many requests at once; whatever it does, it wants to know for which request."""

import threading
from contextlib import contextmanager

# One object for all threads, but each thread has attributes of its own in it, as each thread has
# local variables of its own on its stack. So nothing is shared here, and nothing needs a lock.
_own = threading.local()


def request_id():
    """The id of the request that the calling thread is handling, None when it handles none."""
    # A thread begins with nothing in it: what the main thread sets when this module is imported
    # is there for the main thread only. So the value for "none" has to be given here.
    return getattr(_own, "id", None)


@contextmanager
def handling(id):
    """A context manager: in `with handling(id):` the calling thread handles the request `id`."""
    # What to go back to is a local variable of this call, so blocks can be nested to any depth.
    before = request_id()
    _own.id = id
    try:
        yield
    finally:
        # Also when the block raises: the thread may belong to a pool, and would take the id along
        # into its next task.
        _own.id = before


def main():
    def serve(id, customer):
        with handling(id):
            print(f"[{request_id()}] hello {customer}")

    threads = [threading.Thread(target=serve, args=pair) for pair in [("r1", "Kim"), ("r2", "Lee")]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()
