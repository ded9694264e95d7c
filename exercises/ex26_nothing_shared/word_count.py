"""Word count: how often does each word occur in many texts?

Run this file to see what goes wrong:

    python exercises/ex26_nothing_shared/word_count.py
"""

import threading
from collections import Counter

counts = Counter()


def count_one(text):
    """Add the words of one text to the counts."""
    for word in text.read().split():
        counts[word] += 1


def count_words(texts, workers):
    """Count the words of all `texts` with `workers` processes that work at the same time.

    texts: a list of texts; text.read() gives the content of one as a str. A text can be sent to
    another process, and it is read there: reading is part of the work.

    Returns a Counter that maps each word to how often it occurs. A word is what split() gives.
    """
    # Threads: they share `counts`, and they share one GIL.
    threads = [threading.Thread(target=count_one, args=(text,)) for text in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return counts


class Text:
    """A text that is short enough to be kept in memory."""

    def __init__(self, content):
        self.content = content

    def read(self):
        return self.content


def main():
    texts = [Text("to be or not to be"), Text("to see or not to see")]
    print(f"first call:  to = {count_words(texts, 2)['to']}")
    print(f"second call: to = {count_words(texts, 2)['to']}")
    print("Both should say 4. And try multiprocessing.Process in place of threading.Thread:")
    print("what is in `counts` then?")


if __name__ == "__main__":
    main()
