# style: a plain thread for each name, errors handed to the caller
import threading


def download_all(names, download):
    contents = {}
    errors = []

    def work_thread(name):
        try:
            contents[name] = download(name)
        except Exception as error:
            errors.append(error)

    works = [threading.Thread(target=work_thread, args=(name,), name=name) for name in names]
    for work in works:
        work.start()
    for work in works:
        work.join()
    if errors:
        raise errors[0]
    return contents
