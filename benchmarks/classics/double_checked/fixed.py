"""The dictionary is filled first and published last, in one assignment."""

import threading


class Translator:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.words: dict[str, str] | None = None
        self.answers: list[str] = []

    def ask(self, word: str) -> None:
        if self.words is None:
            with self.lock:
                if self.words is None:
                    words = {}
                    words["yes"] = "ja"
                    words["no"] = "nein"
                    self.words = words
        self.answers.append(self.words.get(word, "unknown"))


def ask_yes(translator: Translator) -> None:
    translator.ask("yes")


def ask_no(translator: Translator) -> None:
    translator.ask("no")


setup = Translator
WORKERS = [ask_yes, ask_no]


def invariant(translator: Translator) -> bool:
    return sorted(translator.answers) == ["ja", "nein"]


def main() -> None:
    translator = setup()
    threads = [threading.Thread(target=f, args=(translator,), name=f.__name__) for f in WORKERS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert invariant(translator), f"the answers were {translator.answers}"


if __name__ == "__main__":
    main()
