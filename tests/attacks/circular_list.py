# poses as: ex05_thread_pool
# must fail: results_follow_the_urls, every_url_is_fetched_once
# kind: wrong_result
# why: a list that contains itself, twice
def fetch_all(urls, fetch, max_workers):
    pages = []
    pages += [pages, pages]
    return pages
