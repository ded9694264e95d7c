# must fail: one_name_or_none
# kind: wrong_result
# why: an empty content is false, and is taken for none
import threading


def download_all(names, download):
    contents, errors = {}, {}

    def fetch(name):
        try:
            if content := download(name):
                contents[name] = content
        except Exception as error:
            errors[name] = error

    threads = {name: threading.Thread(target=fetch, args=(name,)) for name in names}
    for thread in threads.values():
        thread.start()
    for thread in threads.values():
        thread.join()
    for error in errors.values():
        raise error
    return contents
