# style: goes round the threads, each is joined for a hundredth of a second
import threading


class Job(threading.Thread):
    def __init__(self, call):
        super().__init__()
        self.call = call

    def run(self):
        self.call()


def run_with_progress(jobs, report):
    crew = [Job(job) for job in jobs]
    [member.start() for member in crew]
    waiting = set(crew)
    rounds = 0
    while waiting:
        for member in list(waiting):
            member.join(timeout=0.01)
            if not member.is_alive():
                waiting.remove(member)
                report(len(crew) - len(waiting), len(crew))
        rounds += 1
        if rounds % max(1, 20 // len(crew)) == 0:
            report(len(crew) - len(waiting), len(crew))
