# poses as: ex05_thread_pool
# must fail: results_follow_the_urls, every_url_is_fetched_once
# kind: wrong_result
# why: a result with more parts than anybody can send


def fetch_all(urls, fetch, max_workers):
    return [[0]] * 2_000_000
