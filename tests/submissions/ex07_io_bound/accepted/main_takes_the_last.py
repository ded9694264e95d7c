# style: the main thread downloads the last name itself, after starting threads for the others
import threading


def download_all(names, download):
    outcomes = {}

    def work(name):
        try:
            outcomes[name] = [download(name)]
        except Exception as error:
            outcomes[name] = error

    others = [threading.Thread(target=work, args=(name,)) for name in names[:-1]]
    for thread in others:
        thread.start()
    for name in names[-1:]:
        work(name)
    for thread in others:
        thread.join()
    for outcome in outcomes.values():
        if isinstance(outcome, Exception):
            raise outcome
    return {name: content for name, (content,) in outcomes.items()}
