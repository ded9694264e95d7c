# must fail: near_the_slowest
# kind: not_concurrent
# why: asking for each result before submitting the next download makes the pool serial
from concurrent.futures import ThreadPoolExecutor


def download_all(names, download):
    with ThreadPoolExecutor(max_workers=50) as executor:
        return {name: executor.submit(download, name).result() for name in names}
