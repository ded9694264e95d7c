"""A service handles many requests at once; whatever it does, it wants to know for which request.

Run this file to see what goes wrong:

    python exercises/ex21_thread_local/context.py
"""

import threading
import time
from contextlib import contextmanager

current_id = None


def request_id():
    """The id of the request that the calling thread is handling, None when it handles none."""
    return current_id


@contextmanager
def handling(id):
    """A context manager: inside `with handling(id):` the calling thread handles the request `id`.

    id: any text; two threads may handle the same id.

    Blocks may be nested. When one ends, in whatever way, request_id() is again what it was before;
    an exception goes on its way. Other threads are neither affected nor kept waiting.
    """
    global current_id
    before = current_id
    current_id = id
    try:
        yield
    finally:
        current_id = before


def main():
    def log(text):
        # One print in one piece, so that two threads cannot mix their lines.
        print(f"[{request_id()}] {text}\n", end="", flush=True)

    def serve(id, customer, seconds):
        with handling(id):
            log(f"hello {customer}")
            time.sleep(seconds)
            log(f"goodbye {customer}")

    first = threading.Thread(target=serve, args=("r1", "Kim", 0.2), name="server-1")
    second = threading.Thread(target=serve, args=("r2", "Lee", 0.4), name="server-2")
    first.start()
    time.sleep(0.1)
    second.start()
    first.join()
    second.join()
    log("nobody is being served")


if __name__ == "__main__":
    main()
