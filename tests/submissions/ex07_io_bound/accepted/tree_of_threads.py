# style: every call gives half of its names to a new thread; the results come through a queue
import queue
import threading


def download_all(names, download):
    inbox = queue.SimpleQueue()

    def branch(part):
        if len(part) > 1:
            middle = len(part) // 2
            helper = threading.Thread(target=branch, args=(part[middle:],))
            helper.start()
            branch(part[:middle])
            helper.join()
        elif part:
            try:
                inbox.put((part[0], download(part[0]), None))
            except BaseException as error:
                inbox.put((part[0], None, error))

    branch(tuple(names))
    answer = {}
    failure = None
    while len(answer) < len(names):
        name, content, error = inbox.get()
        answer[name] = content
        failure = error if failure is None else failure
    if failure is not None:
        raise failure
    return answer
