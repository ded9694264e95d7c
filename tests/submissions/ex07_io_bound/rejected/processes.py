# must fail: near_the_slowest
# kind: not_gradable
# why: a process for each download, where a thread would do
import multiprocessing


def fetch(name, download, answers):
    answers.put((name, download(name)))


def download_all(names, download):
    context = multiprocessing.get_context("fork")
    answers = context.Queue()
    works = [context.Process(target=fetch, args=(name, download, answers)) for name in names]
    for work in works:
        work.start()
    contents = dict(answers.get() for _ in names)
    for work in works:
        work.join()
    return contents
