# must fail: a_free_worker_takes_the_next_url
# kind: not_concurrent
# why: a plain loop: never two fetches at once
def fetch_all(urls, fetch, max_workers):
    return [fetch(url) for url in urls]
