# style: continuations: the future of a folder is set by whichever of its parts is done last
import threading
from concurrent.futures import Future


def size(tree, executor):
    return promise(tree, executor).result()


def promise(folder, executor):
    total = Future()

    def when_read(reading):
        try:
            sizes, folders = reading.result()
            parts = [promise(inner, executor) for inner in folders]
        except BaseException as error:
            total.set_exception(error)
            return
        add_up(total, sum(sizes), parts)

    executor.submit(folder.read).add_done_callback(when_read)
    return total


def add_up(total, own, parts):
    lock = threading.Lock()
    missing = len(parts)
    if not parts:
        total.set_result(own)

    def when_done(_part):
        nonlocal missing
        with lock:
            missing -= 1
            if missing:
                return
        error = next((p.exception() for p in parts if p.exception()), None)
        if error is None:
            total.set_result(own + sum(p.result() for p in parts))
        else:
            total.set_exception(error)

    for part in parts:
        part.add_done_callback(when_done)
