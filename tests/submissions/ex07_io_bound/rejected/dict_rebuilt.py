# must fail: every_name_has_its_content
# kind: race
# why: a new dict is made from the old one, and another thread's entry can be lost in between
import threading


def download_all(names, download):
    contents = {}
    errors = []

    def work_thread(name):
        nonlocal contents
        try:
            content = download(name)
        except Exception as error:
            errors.append(error)
        else:
            contents = {**contents, name: content}

    works = [threading.Thread(target=work_thread, args=(name,), name=name) for name in names]
    for work in works:
        work.start()
    for work in works:
        work.join()
    if errors:
        raise errors[0]
    return contents
