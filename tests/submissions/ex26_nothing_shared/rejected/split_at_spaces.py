# must fail: few_texts_or_none
# kind: wrong_result
# why: "".split(" ") is [""]: an empty text counts as one word without letters
from collections import Counter
from multiprocessing import Pool


def count_one(text):
    return Counter(text.read().split(" "))


def count_words(texts, workers):
    total = Counter()
    with Pool(workers) as pool:
        for counts in pool.imap_unordered(count_one, texts):
            total.update(counts)
    return total
