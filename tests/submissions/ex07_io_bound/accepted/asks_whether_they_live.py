# style: Thread subclasses that the main thread looks after every millisecond
import threading
import time


class Download(threading.Thread):
    def __init__(self, name, download):
        super().__init__()
        self.file = name
        self.download = download
        self.content = None
        self.error = None

    def run(self):
        try:
            self.content = self.download(self.file)
        except Exception as error:
            self.error = error


def download_all(names, download):
    threads = [Download(name, download) for name in names]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        time.sleep(1 / 1000)
    failed = [thread.error for thread in threads if thread.error is not None]
    if failed:
        raise failed[0]
    return {thread.file: thread.content for thread in threads}
