"""The loop tests a copy of the stop flag taken before it began, so it never sees a change."""

import threading
import time


class Heart:
    def __init__(self) -> None:
        self.running = True
        self.beats = 0


def beat(heart: Heart) -> None:
    running = heart.running
    while running:
        heart.beats += 1
        time.sleep(0.1)


def stop(heart: Heart) -> None:
    heart.running = False


setup = Heart
WORKERS = [beat, stop]


def main() -> None:
    heart = setup()
    threads = [threading.Thread(target=f, args=(heart,), name=f.__name__) for f in WORKERS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()
