# must fail: no_thread_is_left
# kind: leaked_thread
# why: raises before it has waited for the other threads
import threading


def download_all(names, download):
    contents, errors = {}, {}

    def fetch(name):
        try:
            contents[name] = download(name)
        except Exception as error:
            errors[name] = error

    threads = {name: threading.Thread(target=fetch, args=(name,)) for name in names}
    for thread in threads.values():
        thread.start()
    for name, thread in threads.items():
        thread.join()
        if name in errors:
            raise errors[name]
    return contents
