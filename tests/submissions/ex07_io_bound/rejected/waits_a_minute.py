# must fail: every_name_has_its_content
# kind: wrong_result
# why: after a minute the dict is returned, whether a download is over or not
import threading


def download_all(names, download):
    contents = {}
    errors = []

    def work_thread(name):
        try:
            contents[name] = download(name)
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=work_thread, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    if errors:
        raise errors[0]
    return contents
