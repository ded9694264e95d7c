# must fail: every_name_is_downloaded_once
# kind: wrong_result
# why: the threads take the names out of the caller's list, which is empty afterwards
import threading


def download_all(names, download):
    contents = {}
    errors = []

    def work_thread():
        name = names.pop()
        try:
            contents[name] = download(name)
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=work_thread) for _ in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return contents
