# must fail: near_the_slowest
# kind: not_concurrent
# why: two threads share the names between them
from concurrent.futures import ThreadPoolExecutor


def download_all(names, download):
    def part(some):
        return {name: download(name) for name in some}

    with ThreadPoolExecutor(max_workers=2) as executor:
        first, second = executor.map(part, (names[::2], names[1::2]))
    return {**first, **second}
