"""Fetch many urls with a few threads."""

from concurrent.futures import ThreadPoolExecutor


def fetch_all(urls, fetch, max_workers):
    """Fetch every url in a pool of threads; return the list of results in the order of `urls`."""
    # The pool never has more than max_workers threads; what they cannot do yet waits in a queue
    # inside the pool. Leaving the with block waits for all tasks and ends the threads.
    with ThreadPoolExecutor(max_workers=max_workers) as executor:
        # submit does not wait: it gives back a future, the place for a result to come. This list
        # has the order of urls, whichever fetch finishes first.
        futures = [executor.submit(fetch, url) for url in urls]

        # result() waits for that one result. If fetch raised, the exception is kept in the future
        # and raised again here, in the thread that asks.
        return [future.result() for future in futures]


def main():
    print(fetch_all(["slow", "fast", "medium", "quick"], str.upper, 2))


if __name__ == "__main__":
    main()
