# must fail: every_word_counts, works_with_every_start_method
# kind: wrong_result
# why: River and river, cloud and cloud, become one word each
import re
from collections import Counter
from concurrent.futures import ProcessPoolExecutor


def count_one(text):
    return Counter(re.findall(r"\w+", text.read().lower()))


def count_words(texts, workers):
    total = Counter()
    with ProcessPoolExecutor(max_workers=workers) as executor:
        for counts in executor.map(count_one, texts):
            total.update(counts)
    return total
