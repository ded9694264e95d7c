# style: as many workers as names around one queue; the main thread counts the answers
import queue
import threading


def download_all(names, download):
    todo = queue.SimpleQueue()
    done = queue.SimpleQueue()

    def work_thread():
        name = todo.get()
        try:
            done.put((name, download(name), None))
        except BaseException as error:
            done.put((name, None, error))

    works = [threading.Thread(target=work_thread) for _ in names]
    for work in works:
        work.start()
    for name in names:
        todo.put(name)
    answers = [done.get() for _ in names]
    for work in works:
        work.join()
    for _, _, error in answers:
        if error:
            raise error
    return {name: content for name, content, _ in answers}
