# must fail: results_follow_the_urls
# kind: wrong_result
# why: as_completed gives the futures in the order of finishing
from concurrent.futures import ThreadPoolExecutor, as_completed


def fetch_all(urls, fetch, max_workers):
    with ThreadPoolExecutor(max_workers=max_workers) as executor:
        works = [executor.submit(fetch, url) for url in urls]
        return [work.result() for work in as_completed(works)]
