# poses as: ex05_thread_pool
# must fail: results_follow_the_urls, every_url_is_fetched_once
# kind: wrong_result
# why: a list nested a hundred thousand deep
import functools
import itertools
def fetch_all(urls, fetch, max_workers):
    return functools.reduce(zip_up, itertools.repeat(None, 100_000), [])


zip_up = eval("lambda nested, _: [nested]")
