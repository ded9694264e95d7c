"""Drawing waits for the event that loading sets, however long that takes."""

import threading


class Page:
    def __init__(self) -> None:
        self.loaded = threading.Event()
        self.text = ""
        self.shown = ""


def load(page: Page) -> None:
    page.text = "hello"
    page.loaded.set()


def draw(page: Page) -> None:
    page.loaded.wait()
    page.shown = page.text


setup = Page
WORKERS = [load, draw]


def invariant(page: Page) -> bool:
    return page.shown == "hello"


def main() -> None:
    page = setup()
    threads = [threading.Thread(target=f, args=(page,), name=f.__name__) for f in WORKERS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert invariant(page), f"the page shows {page.shown!r}"


if __name__ == "__main__":
    main()
