# poses as: ex05_thread_pool
# must fail: all
# kind: import_error
# why: terminal escapes and workflow commands in a syntax error
def fetch_all(urls, fetch, max_workers):
    return "[31m::error::" + [fetch(url) for url in urls
::error::x
