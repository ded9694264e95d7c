# must fail: cpu_bound_jobs_share_the_cpus, cpu_bound_jobs_go_to_processes
# kind: not_processes
# why: everything in plain threads, one for each job: those that compute share one GIL
import threading


def run(jobs):
    results = [None] * len(jobs)
    errors = []

    def work(place, function, argument):
        try:
            results[place] = function(argument)
        except Exception as error:
            errors.append(error)

    threads = [
        threading.Thread(target=work, args=(place, function, argument))
        for place, (_kind, function, argument) in enumerate(jobs)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return results
