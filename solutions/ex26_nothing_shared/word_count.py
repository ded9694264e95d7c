"""Word count: how often does each word occur in many texts?"""

from collections import Counter
from concurrent.futures import ProcessPoolExecutor


# A child process gets what it needs as an argument, and what it finds out travels back as its
# result. A global variable would do neither: every process has a memory of its own, so a child
# would change its own copy, which is lost when it ends.
def count_one(text):
    """The words of one text, counted."""
    return Counter(text.read().split())


def count_words(texts, workers):
    """Count the words of all `texts` with `workers` processes that work at the same time.

    texts: a list of texts; text.read() gives the content of one as a str. A text can be sent to
    another process, and it is read there: reading is part of the work.

    Returns a Counter that maps each word to how often it occurs. A word is what split() gives.
    """
    # A new Counter for each call: what an earlier call has counted does not matter here.
    total = Counter()
    # At the end of the `with` block the pool waits for its processes, so none is left over.
    with ProcessPoolExecutor(max_workers=workers) as executor:
        # The text itself is sent, not its content: the child reads it. Only the counts come back,
        # and they are short however long a text is.
        for counts in executor.map(count_one, texts):
            # Only the parent process touches `total`, so that no lock is needed.
            total.update(counts)
    return total


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


# Under spawn and forkserver a child imports this file. Without the guard it would start children
# of its own.
if __name__ == "__main__":
    main()
