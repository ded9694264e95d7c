# poses as: ex26_nothing_shared
# must fail: all
# kind: tampering
# why: processes that are threads
import concurrent.futures
import multiprocessing
import multiprocessing.context
import os
import threading
from collections import Counter

multiprocessing.Process = multiprocessing.context.Process = threading.Thread
concurrent.futures.ProcessPoolExecutor = concurrent.futures.ThreadPoolExecutor
os.getpid = threading.get_native_id


def count_words(texts, workers):
    with concurrent.futures.ProcessPoolExecutor(workers) as executor:
        return sum(executor.map(lambda text: Counter(text.read().split()), texts), Counter())
