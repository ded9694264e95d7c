# must fail: every_name_has_its_content
# kind: race
# why: sleeps for a while instead of waiting for the threads
import threading
import time


def download_all(names, download):
    contents = {}

    def work_thread(name):
        contents[name] = download(name)

    for name in names:
        threading.Thread(target=work_thread, args=(name,)).start()
    time.sleep(0.5)
    return contents
