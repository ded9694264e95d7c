# style: submit, wait for all as in the lecture, then read the results
import concurrent.futures


def fetch_all(urls, fetch, max_workers):
    works = []
    with concurrent.futures.ThreadPoolExecutor(max_workers=max_workers) as executor:
        for url in urls:
            works.append(executor.submit(fetch, url))
    concurrent.futures.wait(works)
    return [work.result() for work in works]
