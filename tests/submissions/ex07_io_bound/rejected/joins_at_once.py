# must fail: near_the_slowest, fifty_at_once
# kind: not_concurrent
# why: each thread is waited for before the next one is started
import threading


def download_all(names, download):
    contents = {}
    errors = []

    def work_thread(name):
        try:
            contents[name] = download(name)
        except Exception as error:
            errors.append(error)

    for name in names:
        work = threading.Thread(target=work_thread, args=(name,))
        work.start()
        work.join()
    if errors:
        raise errors[0]
    return contents
